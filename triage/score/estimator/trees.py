"""Run boosted trees from the text of a trained model, by LightGBM's own library and without its Python package.

The package loads SciPy, and pandas and scikit-learn if they are installed: more than reading a small dump takes. The
functions called here are those of LightGBM's C interface that the package itself calls, so the numbers are the same.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
import weakref
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_NAMES = {"darwin": "lib/lib_lightgbm.dylib", "win32": "bin/lib_lightgbm.dll"}
_TYPES = {np.dtype(np.float32): 0, np.dtype(np.float64): 1}
_PROBABILITY, _RAW = 0, 1
_ROW_MAJOR, _ALL_TREES = 1, -1
_FEATURES = "feature_names="
_SILENT = ctypes.CFUNCTYPE(None, ctypes.c_char_p)(lambda _: None)
"""A log callback that discards what LightGBM would print."""


class Booster:
    """Trees from the text of their model; they are built when the first rows are predicted."""

    def __init__(self, text: str) -> None:
        self._text = text

    def feature_name(self) -> list[str]:
        """Return the names of the features, in the order in which `predict` takes them."""
        line = next((each for each in self._text.splitlines() if each.startswith(_FEATURES)), _FEATURES)
        return line.removeprefix(_FEATURES).split()

    @cached_property
    def _handle(self) -> ctypes.c_void_p:
        handle, count = ctypes.c_void_p(), ctypes.c_int()
        _called("LGBM_BoosterLoadModelFromString", self._text.encode(), ctypes.byref(count), ctypes.byref(handle))
        weakref.finalize(self, _library().LGBM_BoosterFree, handle)
        return handle

    @cached_property
    def _classes(self) -> int:
        count = ctypes.c_int()
        _called("LGBM_BoosterGetNumClasses", self._handle, ctypes.byref(count))
        return count.value

    def predict(self, data: NDArray[np.floating], raw_score: bool = False) -> NDArray[np.float64]:  # noqa: FBT001, FBT002 - as in LightGBM
        """Return raw scores or probabilities: one per row, or one per row and class if there are classes."""
        told = np.ascontiguousarray(data, dtype=data.dtype if data.dtype in _TYPES else np.float64)
        said, count = np.empty(len(told) * self._classes, dtype=np.float64), ctypes.c_int64()
        if len(told):
            _called(
                "LGBM_BoosterPredictForMat",
                self._handle,
                told.ctypes.data_as(ctypes.c_void_p),
                ctypes.c_int(_TYPES[told.dtype]),
                ctypes.c_int32(told.shape[0]),
                ctypes.c_int32(told.shape[1]),
                ctypes.c_int(_ROW_MAJOR),
                ctypes.c_int(_RAW if raw_score else _PROBABILITY),
                ctypes.c_int(0),
                ctypes.c_int(_ALL_TREES),
                b"",
                ctypes.byref(count),
                said.ctypes.data_as(ctypes.POINTER(ctypes.c_double)),
            )
        return said if self._classes == 1 else said.reshape(len(told), self._classes)


def _called(function: str, *args: object) -> None:
    """Call a function of LightGBM. Raises `RuntimeError` with LightGBM's message if it fails."""
    if getattr(_library(), function)(*args):
        message = f"LightGBM: {_library().LGBM_GetLastError().decode(errors='replace')}"
        raise RuntimeError(message)


@cache
def _library() -> ctypes.CDLL:
    """Return LightGBM's library, found beside its package, which is not imported.

    Raises `ModuleNotFoundError` if it is not installed.
    """
    found = importlib.util.find_spec("lightgbm")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("lightgbm is not installed: install the program anew")
    library = ctypes.CDLL(str(Path(found.origin).parent / _NAMES.get(sys.platform, "lib/lib_lightgbm.so")))
    library.LGBM_GetLastError.restype = ctypes.c_char_p
    library.LGBM_RegisterLogCallback(_SILENT)
    return library

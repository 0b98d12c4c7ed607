"""Archives that hold files: zip, 7z, RAR, tar, ISO and the like, also in pieces and after a program."""

"""Archives that contain files: zip, 7z, RAR, tar, ISO and others, also split into volumes or after a program."""

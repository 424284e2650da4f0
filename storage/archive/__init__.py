"""One article with all that hangs on it, as a zip that another Claimbook takes in without loss.

An archive says nothing of the file that it came from: its revisions are numbered from 1 in each article, tokens and
the notes of earlier imports stay behind, and it has no date. So the same article gives the same bytes in every file.
What of its origin can be kept is kept: each revision carries the seal that it got where it was made, and whoever has
that file can look the seal up in it (`python -m storage verify FILE --seal SEAL`).
"""

"""Proof that the record is what it was: Merkle tree, signed checkpoints, tiles, receipts. Formats of C2SP, hashing of RFC 6962."""

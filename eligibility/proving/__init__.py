"""Proofs about a rulebook: what holds of all people and versions, by Z3 (an extra)."""

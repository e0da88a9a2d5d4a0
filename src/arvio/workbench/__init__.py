"""What an evaluator works with: her copies of notebooks, previews of them, and what becomes part of the batch."""

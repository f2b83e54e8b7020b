"""Whether another server answers as mockcore does: the same requests, the answers compared by their form, not their values."""

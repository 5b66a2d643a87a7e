"""What the pages of one section share: each function is a part of a page, put together from compute, controls and figures."""

def tell(*a): pass

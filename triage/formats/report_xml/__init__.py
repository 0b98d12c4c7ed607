"""XML of programs that tell what each element is: reports of forensic tools, exports of sites."""

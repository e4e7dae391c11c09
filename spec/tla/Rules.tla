-------------------------------- MODULE Rules -------------------------------
(* Actions name the rules that they follow, so that a trace that breaks    *)
(* one can be told which.  Where spec/trace-checker runs TLC, it replaces  *)
(* Must by an operator that also remembers the first rule that is broken.  *)

\* Compared, so that TLC evaluates what is a condition as such, and not as a choice of steps.
Must(rule, isKept) == isKept = TRUE
=============================================================================

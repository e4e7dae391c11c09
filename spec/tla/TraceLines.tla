----------------------------- MODULE TraceLines -----------------------------
(* Recorded traces, for the models that they are held against.  The files  *)
(* (../trace-format.md) are read by spec/trace-checker, which replaces     *)
(* these operators by its own; without it there is no trace.  Where a      *)
(* trace says null, an id is "" and a number -1.                           *)
EXTENDS Naturals

TraceCount    == 0       \* how many traces there are
HeadOf(t)     == [t |-> t] \* the first line of trace t
LineCount(t)  == 0       \* how many lines follow it
LineAt(t, i)  == [t |-> t, i |-> i] \* the i-th of them
Accepted(t)   == TRUE    \* notes that trace t was accepted
=============================================================================

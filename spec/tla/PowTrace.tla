------------------------------- MODULE PowTrace ------------------------------
(***************************************************************************)
(* Could PowMessages have done what these traces say (TRACE-10, TRACE-11)? *)
(* Each behaviour is one trace, and each of its steps the action that the  *)
(* next line names, with what the line says.  A line that the model does   *)
(* not allow is a deadlock; behind its last line a trace stutters.         *)
(*                                                                         *)
(* An action leaves no choice, so that trace and line say where TLC is     *)
(* (Where), and no other variable has to be hashed.                        *)
(***************************************************************************)
EXTENDS PowMessages, TraceLines

VARIABLES trace, line

Step(x) ==
  LET r == x.node IN
  /\ Must("a line is of a correct node", IsCorrect(r))
  /\ CASE x.action = "Ignore"        -> Ignore(r, x)
       [] x.action = "TimeOut"       -> TimeOut(r, x)
       [] x.action = "ReceiveHeader" -> ReceiveHeader(r, x)
       [] x.action = "ReceiveBlock"  -> ReceiveBlock(r, x)
       [] x.action = "Execute"       -> Execute(r, x)
       [] x.action = "Find"          -> Find(r, x)
       [] x.action = "Adopt"         -> Adopt(r, x)
       [] x.action = "Abandon"       -> Abandon(r, x)
       [] x.action = "Answer"        -> Answer(r, x)
       [] x.action = "Restart"       -> Restart(r, x)
       [] OTHER                      -> FALSE

\* No input follows the last one of each node: a trace ends where a step ends. What is broken is
\* broken at the last line.
IsDone ==
  IF line = 0 THEN TRUE
  ELSE LET x == LineAt(trace, line) IN x.node \in DOMAIN node /\ \A r \in DOMAIN node : IsAtRest(r)

Init ==
  /\ trace \in 1..TraceCount
  /\ line = 0
  /\ InitWith(HeadOf(trace))

Next ==
  \/ /\ line < LineCount(trace)
     /\ Step(LineAt(trace, line + 1))
     /\ line' = line + 1
     /\ UNCHANGED trace
  \/ /\ line = LineCount(trace)
     /\ IsDone
     /\ Accepted(trace)
     /\ UNCHANGED <<vars, trace, line>>

Spec == Init /\ [][Next]_<<vars, trace, line>>

Where == <<trace, line>>
=============================================================================

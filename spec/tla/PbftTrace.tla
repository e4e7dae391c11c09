------------------------------ MODULE PbftTrace -----------------------------
(***************************************************************************)
(* Could PbftMessages have done what these traces say?  Each behaviour is  *)
(* one trace, and each of its steps the action that the next line names,   *)
(* with what the line says.  A line that the model does not allow is a     *)
(* deadlock; behind its last line a trace stutters.                        *)
(*                                                                         *)
(* An action leaves no choice, so that trace and line say where TLC is     *)
(* (Where), and no other variable has to be hashed.                        *)
(***************************************************************************)
EXTENDS PbftRequests, TraceLines

VARIABLES
  trace,
  line,
  owed,  \* of each node, what its debts depend on besides its state
  served \* requests and replies

-----------------------------------------------------------------------------

Step(x) ==
  LET r == x.node IN
  /\ Must("a line is of a correct node", IsCorrect(r))
  /\ CASE x.action = "Ignore"              -> Ignore(r, x)
       [] x.action = "ReceivePrepare"      -> ReceivePrepare(r, x)
       [] x.action = "ReceiveCommit"       -> ReceiveCommit(r, x)
       [] x.action = "ReceivePrePrepare"   -> ReceivePrePrepare(r, x)
       [] x.action = "ReceiveCheckpoint"   -> ReceiveCheckpoint(r, x)
       [] x.action = "ReceiveViewChange"   -> ReceiveViewChange(r, x)
       [] x.action = "ReceiveNewView"      -> ReceiveNewView(r, x)
       [] x.action = "ReceiveDecidedBlock" -> ReceiveDecidedBlock(r, x)
       [] x.action = "ReceiveBlock"        -> ReceiveBlock(r, x)
       [] x.action = "Execute"             -> Execute(r, x)
       [] x.action = "TimeOut"             -> TimeOut(r, x)
       [] x.action = "Restart"             -> Restart(r, x)
       [] x.action = "SendPrePrepare"      -> SendPrePrepare(r, x)
       [] x.action = "SendPrepare"         -> SendPrepare(r, x)
       [] x.action = "SendCommit"          -> SendCommit(r, x)
       [] x.action = "Decide"              -> Decide(r, x)
       [] x.action = "SendViewChange"      -> SendViewChange(r, x)
       [] x.action = "SendNewView"         -> SendNewView(r, x)
       [] x.action = "EnterView"           -> EnterView(r, x)
       [] x.action = "SendCheckpoint"      -> SendCheckpoint(r, x)
       [] x.action = "Stabilise"           -> Stabilise(r, x)
       [] x.action = "Install"             -> Install(r, x)
       [] x.action = "EnterEpoch"          -> EnterEpoch(r, x)
       [] x.action = "Reply"               -> Reply(r, x)
       [] OTHER                            -> FALSE

\* The invariants, where this line can have broken them.
Keeps(x) ==
  LET r == x.node IN
  CASE x.action \in {"Decide", "Install"} ->
         /\ Must("Agreement (PBFT-13)", AgreementAt(r, x.height)')
         /\ Must("ChainLink", ChainLinkAt(r, x.height)')
         /\ Must("StableUnique (PBFT-16)", StableUniqueAt(r)')
    [] x.action = "SendCommit" -> Must("CertificateUnique", CertificateUniqueAt(r)')
    [] x.action = "Stabilise" -> Must("StableUnique (PBFT-16)", StableUniqueAt(r)')
    [] OTHER -> TRUE

Init ==
  /\ trace \in 1..TraceCount
  /\ line = 0
  /\ InitWith(HeadOf(trace))
  /\ owed = [r \in DOMAIN node |-> NoDebts]
  /\ served = NoRequests(DOMAIN node)

Next ==
  \/ /\ line < LineCount(trace)
     /\ \E x \in {LineAt(trace, line + 1)} :
          /\ Step(x) /\ Pays(x, owed) /\ Serves(x, served) /\ Keeps(x)
          /\ owed' = OwedAfter(x, owed)
          /\ served' = ServedAfter(x, served)
     /\ line' = line + 1
     /\ UNCHANGED trace
  \/ /\ line = LineCount(trace)
     /\ Accepted(trace)
     /\ UNCHANGED <<vars, trace, line, owed, served>>

Spec == Init /\ [][Next]_<<vars, trace, line, owed, served>>

Where == <<trace, line>>
=============================================================================

---------------------------- MODULE PbftRequests ----------------------------
(***************************************************************************)
(* Requests and replies in recorded runs.  PbftMessages leaves out what    *)
(* blocks hold; a trace names the requests of the blocks that correct nodes*)
(* vote for, decide and execute, and the replies that they give.  So a     *)
(* request is seen that stands in the chain twice, is executed twice (state*)
(* transfer and restarts included), is answered before it is executed,     *)
(* otherwise than by the other nodes, or not at all.                       *)
(*                                                                         *)
(* That clients made the requests is not checked here: a request is signed,*)
(* and the authenticator passes no other to a replica (NET-3).             *)
(***************************************************************************)
EXTENDS PbftObligations

\* Of each block: its requests, and all of its branch up to it.  Of each node: what the state that
\* it has was made of, and what it has not answered yet.  Of each request the reply.
NoRequests(nodes) ==
  [own |-> << >>, branch |-> << >>, replies |-> << >>,
   applied |-> [r \in nodes |-> {}], unanswered |-> [r \in nodes |-> {}]]

-----------------------------------------------------------------------------

BranchOf(l, block) == IF block \in DOMAIN l.branch THEN l.branch[block] ELSE {}

\* Of a block whose state is fetched or replaced, nothing counts.
IsExecution(x) ==
  LET n == node[x.node] IN
  x.action = "Execute" /\ x.height = n.executed + 1 /\ IsDecided(n, x.height, x.block)

Serves(x, l) ==
  LET r == x.node
      requests == Range(x.requests) IN
  /\ Must("a block has no request twice, and none of its ancestors' (PBFT-6)",
          x.action \in {"SendPrePrepare", "SendPrepare"} =>
            Cardinality(requests) = Len(x.requests) /\ requests \cap BranchOf(l, x.parent) = {})
  /\ Must("the requests of the decided block are executed (PBFT-5)",
          IsExecution(x) /\ x.block \in DOMAIN l.own => requests = l.own[x.block])
  /\ Must("a request is executed once (PBFT-1)",
          IsExecution(x) => requests \cap l.applied[r] = {})
  /\ Must("a replica answers what it has executed (CONS-8)",
          x.action = "Reply" => requests \subseteq l.applied[r])
  /\ Must("correct replicas give a request the same reply (CONS-8)",
          x.action = "Reply" =>
            \A each \in requests \cap DOMAIN l.replies : l.replies[each] = x.message)
  /\ Must("a replica owes a reply to each request that it executes (CONS-8)",
          IsInput(x) => l.unanswered[r] = {})

\* The block of the state that a replica has after a restart: the genesis block, or the checkpoint's.
KeptState(x) ==
  {c.parent : c \in {d \in Range(x.certificates) : d.kind = "stable"}}

WithContent(x, l) ==
  IF x.action \notin {"SendPrePrepare", "SendPrepare", "Decide"} \/ x.block \in DOMAIN l.own THEN l
  ELSE LET requests == Range(x.requests) IN
       [l EXCEPT !.own = (x.block :> requests) @@ @,
                 !.branch = (x.block :> requests \cup BranchOf(l, x.parent)) @@ @]

ServedAfter(x, l) ==
  LET r == x.node
      requests == Range(x.requests) IN
  CASE IsExecution(x) ->
         [l EXCEPT !.applied[r] = @ \cup requests, !.unanswered[r] = requests]
    [] x.action = "Reply" ->
         [l EXCEPT !.unanswered[r] = @ \ requests,
                   !.replies = [each \in requests \ DOMAIN @ |-> x.message] @@ @]
    [] x.action = "Install" ->
         [l EXCEPT !.applied[r] = BranchOf(l, x.parent), !.unanswered[r] = {}]
    [] x.action = "Restart" ->
         [l EXCEPT !.applied[r] = UNION {BranchOf(l, b) : b \in KeptState(x)}, !.unanswered[r] = {}]
    [] OTHER -> WithContent(x, l)
=============================================================================

------------------------------ MODULE Consent ------------------------------
(***************************************************************************)
(* Who may read a record, when the owner grants and revokes the right in   *)
(* the order that consensus gives, and readers ask without being ordered:  *)
(* CON-7, CON-8, CON-20, and PBFT-22 of decision 0074.  Four replicas, one *)
(* of them Byzantine; one record, one reader.  The constant Rule chooses   *)
(* between medchain's reads ("built") and cheaper ones that are wrong.     *)
(*                                                                         *)
(* How the model abstracts from the code, and why nothing bad gets lost:   *)
(*                                                                         *)
(* The chain is one sequence of operations, since PbftChain says that all  *)
(* honest replicas execute the same.  What stands at a height is fixed     *)
(* here before the first COMMIT for it.  In the code a view change can     *)
(* drop a block for which some sent COMMIT; then they answer no read until *)
(* another is decided at that height: they answer less, not otherwise.     *)
(* A block is one operation.                                               *)
(*                                                                         *)
(* The Byzantine replica has no state.  Its COMMIT is in every quorum, and *)
(* it answers a read with whatever helps most.                             *)
(*                                                                         *)
(* An answer is "served" or "refused".  In the code it is a receipt, and   *)
(* two that are served are equal.  A record's content is read by an order  *)
(* alone (decision 0241); the answers without one here stand for those of  *)
(* balances and quotes (decision 0092), whose state others change as well. *)
(*                                                                         *)
(* Committed means that Q COMMITs exist, whether or not anybody knows or   *)
(* has executed anything: earlier than any client hears of it.  A read     *)
(* under way while a revocation is committed may be served, as one asked   *)
(* before; that is what linearizable means.  Reads come one after another; *)
(* two at once would not see each other.                                   *)
(*                                                                         *)
(* Left out: epochs (PBFT-20; a replica that ends with its epoch answers   *)
(* nothing), signatures, other readers and records, a record found false.  *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Rule,     \* "built", "cache", "weak", "one", "impatient", "stubborn"; see below
  Window,   \* W
  Orders,   \* what else can be ordered
  Changes,  \* how many of that
  Reads,    \* how many reads the reader asks for
  Hasty,    \* may a pause end before all honest replicas have answered?
  Honest    \* the honest replicas

(***************************************************************************)
(* The rules.                                                              *)
(*   built     a replica answers when it has executed all that it had sent *)
(*             COMMIT for when the request came; Q equal answers count.    *)
(*   cache     the right is remembered from when it was looked up, and a   *)
(*             revocation leaves the memory as it is (mutant M40).         *)
(*   weak      f + 1 equal answers count (mutant M28).                     *)
(*   one       one answer counts (mutant M27).                             *)
(*   impatient a replica answers from what it has executed, at once.       *)
(*   stubborn  as built, but the reader never has a read ordered.          *)
(***************************************************************************)
ASSUME Rule \in {"built", "cache", "weak", "one", "impatient", "stubborn"}

N == Cardinality(Honest) + 1
F == 1
ASSUME N = 3 * F + 1
Q == (N + F + 2) \div 2 \* CONS-5
HonestNeeded == Q - F

\* A purchase comes from an agreement on the owner's offer (CON-12).
ASSUME Orders \subseteq {"grant", "revoke", "buy"}

VARIABLES
  log,       \* what is ordered: operations, and "query" of the reader
  committed, \* of each honest replica: the heights for which it sent COMMIT
  executed,  \* the height up to which it has executed
  asked,     \* of the read under way, 0 if none: its number
  since,     \* how many heights were committed when it was asked
  need,      \* of each replica: what it must execute before it answers; NotAsked
  answer,    \* what it answered
  ordered,   \* the height at which the reader had its read ordered; 0, or Waits
  told       \* what the reader was told of each read: [result, since, till]
vars == <<log, committed, executed, asked, since, need, answer, ordered, told>>

None == "none"
Waits == -1 \* the read is to be ordered
NotAsked == -1 \* before any height
Max(set) == IF set = {} THEN 0 ELSE CHOOSE x \in set : \A y \in set : y <= x

-----------------------------------------------------------------------------
(* The state after the first k operations. In the genesis state the right is granted. *)

RECURSIVE Granted(_)
Granted(k) ==
  IF k = 0 THEN TRUE
  ELSE CASE log[k] = "grant" -> TRUE [] log[k] = "revoke" -> FALSE [] OTHER -> Granted(k - 1)
Bought(k) == \E i \in 1..k : log[i] = "buy"

\* CON-7: may the reader read in the state after k operations?
Result(k) == IF Granted(k) \/ Bought(k) THEN "served" ELSE "refused"

\* PBFT-5: Q COMMITs exist.
Decided(h) == Cardinality({r \in Honest : h \in committed[r]}) >= HonestNeeded
DecidedUpTo == Max({h \in 0..Len(log) : \A i \in 1..h : Decided(i)})

-----------------------------------------------------------------------------
(* Ordering. *)

\* CON-8: the owner grants what is not granted and revokes what is. CON-12: an agreement sells.
\* PBFT-22: the reader has asked for its read to be ordered.
MayFollow(x) ==
  /\ x \in Orders => Cardinality({i \in 1..Len(log) : log[i] \in Orders}) < Changes
  /\ x = "grant" => ~Granted(Len(log))
  /\ x = "revoke" => Granted(Len(log))
  /\ x = "buy" => ~Bought(Len(log))
  /\ x = "query" => ordered = Waits

\* PBFT-4, PBFT-7: r is prepared for the block at h, on a parent that it is prepared for or that is
\* decided, and has executed the one W below. The first COMMIT for a height fixes what stands there.
SendCommit(r) ==
  /\ \E h \in 1..(Len(log) + 1) :
       /\ h \notin committed[r]
       /\ h > executed[r] /\ h <= executed[r] + Window
       /\ h = 1 \/ (h - 1) \in committed[r] \/ Decided(h - 1)
       /\ committed' = [committed EXCEPT ![r] = @ \cup {h}]
       /\ IF h <= Len(log) THEN UNCHANGED <<log, ordered>>
          ELSE \E x \in Orders \cup {"query"} :
                 /\ MayFollow(x)
                 /\ log' = Append(log, x)
                 /\ ordered' = IF x = "query" THEN h ELSE ordered
  /\ UNCHANGED <<executed, asked, since, need, answer, told>>

\* PBFT-5: what is decided is executed, in the order of heights.
Execute(r) ==
  /\ executed[r] < DecidedUpTo
  /\ executed' = [executed EXCEPT ![r] = @ + 1]
  /\ UNCHANGED <<log, committed, asked, since, need, answer, ordered, told>>

-----------------------------------------------------------------------------
(* Reading. *)

\* PBFT-22: the reader asks all replicas.
Ask ==
  /\ asked = 0 /\ Len(told) < Reads
  /\ asked' = Len(told) + 1
  /\ since' = DecidedUpTo
  /\ UNCHANGED <<log, committed, executed, need, answer, ordered, told>>

\* PBFT-22: the request comes to r.
ReceiveRead(r) ==
  /\ asked > 0 /\ need[r] = NotAsked /\ answer[r] = None
  /\ need' = [need EXCEPT ![r] =
       IF Rule = "impatient" THEN executed[r] ELSE Max(committed[r] \cup {executed[r]})]
  /\ UNCHANGED <<log, committed, executed, asked, since, answer, ordered, told>>

\* PBFT-22, CON-20: r answers from its state; with a cache, from any that it had.
Answer(r) ==
  /\ asked > 0 /\ answer[r] = None
  /\ need[r] # NotAsked /\ need[r] <= executed[r]
  /\ \E k \in (IF Rule = "cache" THEN 0 ELSE executed[r])..executed[r] :
       answer' = [answer EXCEPT ![r] = Result(k)]
  /\ need' = [need EXCEPT ![r] = NotAsked]
  /\ UNCHANGED <<log, committed, executed, asked, since, ordered, told>>

\* The reader is told a result; what it hears of the read later does not count.
Told(result, till) ==
  /\ told' = Append(told, [result |-> result, since |-> since, till |-> till])
  /\ asked' = 0
  /\ since' = 0
  /\ ordered' = 0
  /\ need' = [r \in Honest |-> NotAsked]
  /\ answer' = [r \in Honest |-> None]
  /\ UNCHANGED <<log, committed, executed>>

\* PBFT-22: Q equal answers, the Byzantine replica's among them. What is being ordered is not read.
EnoughAnswers == CASE Rule = "weak" -> F + 1 [] Rule = "one" -> 1 [] OTHER -> Q
AcceptRead(byzantine) ==
  /\ asked > 0 /\ ordered = 0
  /\ \E result \in {"served", "refused"} :
       /\ Cardinality({r \in Honest : answer[r] = result}) + byzantine >= EnoughAnswers
       /\ Told(result, DecidedUpTo)

\* PBFT-22: after a pause the reader has the same request ordered.
OrderRead ==
  /\ Rule # "stubborn"
  /\ asked > 0 /\ ordered = 0
  /\ Hasty \/ \A r \in Honest : answer[r] # None
  /\ ordered' = Waits
  /\ UNCHANGED <<log, committed, executed, asked, since, need, answer, told>>

\* CONS-8: f + 1 replicas say what executing it gave; one of them is honest.
AcceptOrdered ==
  /\ ordered > 0
  /\ \E r \in Honest : executed[r] >= ordered
  /\ Told(Result(ordered - 1), ordered)

-----------------------------------------------------------------------------
Init ==
  /\ log = << >>
  /\ committed = [r \in Honest |-> {}]
  /\ executed = [r \in Honest |-> 0]
  /\ asked = 0
  /\ since = 0
  /\ need = [r \in Honest |-> NotAsked]
  /\ answer = [r \in Honest |-> None]
  /\ ordered = 0
  /\ told = << >>

Replica(r) == SendCommit(r) \/ Execute(r) \/ ReceiveRead(r) \/ Answer(r)
Reader == AcceptRead(F) \/ OrderRead \/ AcceptOrdered
Next ==
  /\ Len(told) < Reads \* nothing that comes later is of interest
  /\ Ask \/ Reader \/ \E r \in Honest : Replica(r)

Spec == Init /\ [][Next]_vars

\* PBFT-14: honest replicas and the reader go on. The Byzantine replica need not answer.
FairReader == AcceptRead(0) \/ OrderRead \/ AcceptOrdered
FairSpec == Spec /\ WF_vars(FairReader) /\ \A r \in Honest : WF_vars(Replica(r))

-----------------------------------------------------------------------------
(* What must hold. *)

\* CON-8, CON-20, PBFT-22: nobody reads under a grant after its revocation was committed: of the
\* states since the read was asked for, one lets it be served.
NoReadAfterRevocation ==
  \A i \in 1..Len(told) : told[i].result = "served" =>
    \E k \in told[i].since..told[i].till : Result(k) = "served"

\* The other way round: who has the right is not refused.
NoRefusalAfterGrant ==
  \A i \in 1..Len(told) : told[i].result = "refused" =>
    \E k \in told[i].since..told[i].till : Result(k) = "refused"

\* CON-8: what was bought is never taken away.
BoughtIsKept ==
  \A i \in 1..Len(told) : Bought(told[i].since) => told[i].result = "served"

\* PBFT-22: why it is safe: of any Q that have answered, an honest one has executed all that was
\* committed when the read was asked for.
AnswersAreRecent ==
  \A S \in SUBSET {r \in Honest : answer[r] # None} :
    Cardinality(S) >= HonestNeeded => \E r \in S : executed[r] >= since

\* PBFT-22: a read always ends.
ReadEnds == asked > 0 ~> asked = 0

-----------------------------------------------------------------------------
(* What must not hold: each would be true of a model in which too little happens. *)

NothingIsServed == \A i \in 1..Len(told) : told[i].result # "served"
\* A read without being ordered is refused after the reader was served.
NoRevocationIsFelt ==
  \A i \in 1..Len(told) : told[i].result = "refused" => \A j \in 1..i : told[j].result = "refused"
\* Served after a revocation, as bought.
NothingIsBought ==
  \A i \in 1..Len(told) :
    told[i].result = "served" => Granted(told[i].since) \/ Granted(told[i].till)
NoReadIsOrdered == ordered = 0
\* A replica has a request and waits for what it sent COMMIT for.
NobodyWaits == \A r \in Honest : need[r] <= executed[r]
\* Honest replicas differ in their answers.
AllAnswerAlike ==
  \A r, s \in Honest : answer[r] # None /\ answer[s] # None => answer[r] = answer[s]

-----------------------------------------------------------------------------
SameReplicas == Permutations(Honest)
=============================================================================

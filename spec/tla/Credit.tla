------------------------------- MODULE Credit -------------------------------
(***************************************************************************)
(* The credit points: where they come from, who gets and pays them, and    *)
(* how whoever leaves is settled with, in every order of uploads, verdicts,*)
(* queries, agreements, redemptions and exits: INC-2 to INC-8, CON-3,      *)
(* CON-6 to CON-13 and decisions 0020 to 0024.  The constant Rule chooses  *)
(* between medchain's rules ("built") and each of their defects.           *)
(*                                                                         *)
(* How the model abstracts from the code, and why nothing bad gets lost:   *)
(*                                                                         *)
(* All nodes execute the same operations one after the other, so an order  *)
(* of operations is all there is to interleave.  A reorganisation goes     *)
(* back to a state that is in the model already, and on from there.        *)
(*                                                                         *)
(* One patient owns the records; one hospital reads them, by queries that  *)
(* the patient granted, or by an agreement on the patient's offer.  Both   *)
(* hold points.  Another patient or reader would meet the same rules with  *)
(* another account.  The regulatory center holds none.  Rights do not      *)
(* matter here (they are in Consent): all is granted.                      *)
(*                                                                         *)
(* A request that moves points is remembered with its content; another     *)
(* request is one with another number.  Executing a remembered request     *)
(* once more, for a replay, another view or another branch ordered it      *)
(* again, changes nothing (CON-3) and is therefore no step but in the rule *)
(* "replay".  Requests that are refused change nothing either.             *)
(*                                                                         *)
(* Numbers are small, but such that all cases are there: a share that is   *)
(* rounded, a penalty that the account does not cover, a price that it     *)
(* does not cover, a supply that ends.                                     *)
(*                                                                         *)
(* Redemption and exit with settlement are GAME-6 and GAME-7 (decisions    *)
(* 0124, 0131); what is paid out is a voucher there and cash here.         *)
(* Whoever exits leaves agreements and offers at once, as with CON-13, can *)
(* order nothing from then on, and earns nothing, since the grants end.    *)
(* The account stays frozen for a while, in which penalties go against it; *)
(* how long is left open here: it is settled at any time afterwards, once. *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  Rule,      \* "built", "rewardTwice", "penaltyTwice", "unchecked", "rounds", "keepsLock",
             \* "replay", "exitTwice" or "exitWaits"; see below
  Records,   \* that the patient may upload
  Requests,  \* numbers of requests that move points of the hospital
  Initial, Reward, Penalty, Price, \* points
  ShareBp,   \* the owner's share of a price, in 10,000
  MaxIssued  \* 2^63 - 1 in the code

(***************************************************************************)
(* The rules.                                                              *)
(*   built        medchain's.                                              *)
(*   rewardTwice  an upload is not compared with the records there are.    *)
(*   penaltyTwice nor a verdict with those given.                          *)
(*   unchecked    a query is paid for whether the account covers it or not.*)
(*   rounds       owner's share and rest are both rounded down.            *)
(*   keepsLock    an agreement that triggers is not taken off the offer.   *)
(*   replay       a request that was executed is executed again.           *)
(*   exitTwice    a settlement is not remembered, nor the account emptied. *)
(*   exitWaits    nobody exits while an agreement waits.                   *)
(***************************************************************************)
ASSUME Rule \in {"built", "rewardTwice", "penaltyTwice", "unchecked", "rounds", "keepsLock",
                 "replay", "exitTwice", "exitWaits"}

Patient  == "patient"
Hospital == "hospital"
Members  == {Patient, Hospital}
Escrow   == "escrow" \* of the hospital's agreement that waits
Accounts == Members \cup {Escrow}

VARIABLES
  balance,  \* of each account
  issued, burnt, redeemed, \* totals since the genesis block
  joined,   \* who was registered
  left,     \* who has exited
  settled,  \* whose account was settled afterwards
  records,  \* accepted
  false,    \* records found false
  bought,   \* records that the hospital may read for ever
  offer,    \* is the patient's offer open?
  waiting,  \* the hospital's agreement: is it waiting on the offer?
  requests, \* of each number: what was requested with it, or "none"
  times,    \* how often each thing has happened: see Things
  cash      \* what each was paid on leaving, and what it held when it left: [paid, held]
vars == <<balance, issued, burnt, redeemed, joined, left, settled, records, false, bought, offer,
          waiting, requests, times, cash>>

\* What may happen once at most.
Things ==
  {<<"join", m>> : m \in Members} \cup {<<"exit", m>> : m \in Members}
    \cup {<<"reward", r>> : r \in Records} \cup {<<"penalty", r>> : r \in Records}
    \cup {<<"request", n>> : n \in Requests}
Happens(thing) == times' = [times EXCEPT ![thing] = @ + 1]

Active(m) == m \in joined /\ m \notin left
MayIssue(amount) == issued + amount <= MaxIssued \* INC-2

\* INC-6: rounded down, and the rest.
OwnersShare == (Price * ShareBp) \div 10000
Rest == IF Rule = "rounds" THEN (Price * (10000 - ShareBp)) \div 10000 ELSE Price - OwnersShare

Min(a, b) == IF a < b THEN a ELSE b

-----------------------------------------------------------------------------
\* CON-5, INC-7: registered, with the initial points.
Register(m) ==
  /\ m \notin joined
  /\ MayIssue(Initial)
  /\ joined' = joined \cup {m}
  /\ balance' = [balance EXCEPT ![m] = @ + Initial]
  /\ issued' = issued + Initial
  /\ Happens(<<"join", m>>)
  /\ UNCHANGED <<burnt, redeemed, left, settled, records, false, bought, offer, waiting, requests,
                 cash>>

\* CON-12: the records that an agreement can deliver.
Deliverable(all) == all \ (false \cup bought)

\* CON-12, INC-6: the agreement triggers on r: pays the owner, who provides, and gives access.
Settled(b) == [b EXCEPT ![Escrow] = @ - Price, ![Patient] = @ + Price]

\* CON-6, INC-8: a record is accepted and rewarded, and triggers the agreement that waits for it.
Upload(r) ==
  /\ Active(Patient)
  /\ r \notin records \/ Rule = "rewardTwice"
  /\ MayIssue(Reward)
  /\ records' = records \cup {r}
  /\ issued' = issued + Reward
  /\ LET rewarded == [balance EXCEPT ![Patient] = @ + Reward]
         triggers == waiting /\ r \in Deliverable({r})
     IN /\ balance' = IF triggers THEN Settled(rewarded) ELSE rewarded
        /\ bought' = IF triggers THEN bought \cup {r} ELSE bought
        /\ waiting' = (waiting /\ (~triggers \/ Rule = "keepsLock"))
  /\ Happens(<<"reward", r>>)
  /\ UNCHANGED <<burnt, redeemed, joined, left, settled, false, offer, requests, cash>>

\* CON-9, INC-5: the center finds a record false; the penalty takes at most what there is.
Judge(r) ==
  /\ r \in records
  /\ r \notin false \/ Rule = "penaltyTwice"
  /\ false' = false \cup {r}
  /\ LET taken == Min(Penalty, balance[Patient]) IN
     /\ balance' = [balance EXCEPT ![Patient] = @ - taken]
     /\ burnt' = burnt + taken
  /\ Happens(<<"penalty", r>>)
  /\ UNCHANGED <<issued, redeemed, joined, left, settled, records, bought, offer, waiting,
                 requests, cash>>

-----------------------------------------------------------------------------
(* What the hospital requests. *)

\* CON-7, INC-6: a query at its price: a share to the owner, the rest burnt. Free where bought.
Query(r) ==
  /\ r \in records \ (false \cup bought)
  /\ Active(Patient)
  /\ balance[Hospital] >= Price \/ Rule = "unchecked"
  /\ balance' = [balance EXCEPT ![Hospital] = @ - Price, ![Patient] = @ + OwnersShare]
  /\ burnt' = burnt + Rest
  /\ UNCHANGED <<issued, redeemed, bought, waiting>>

\* CON-11, CON-12: a demand for one record locks the price, and is met at once if it can be.
Demand ==
  /\ offer /\ ~waiting
  /\ balance[Hospital] >= Price
  /\ LET locked == [balance EXCEPT ![Hospital] = @ - Price, ![Escrow] = @ + Price]
         delivery == Deliverable(records)
     IN IF delivery = {}
        THEN /\ balance' = locked
             /\ waiting' = TRUE
             /\ UNCHANGED bought
        ELSE /\ balance' = Settled(locked)
             /\ waiting' = (Rule = "keepsLock")
             /\ \E r \in delivery : bought' = bought \cup {r}
  /\ UNCHANGED <<issued, burnt, redeemed>>

\* GAME-6: points for cash.
Redeem ==
  /\ balance[Hospital] >= 1
  /\ balance' = [balance EXCEPT ![Hospital] = @ - 1]
  /\ redeemed' = redeemed + 1
  /\ UNCHANGED <<issued, burnt, bought, waiting>>

Kinds == {<<"query", r>> : r \in Records} \cup {<<"demand">>, <<"redeem">>}
Effect(kind) ==
  CASE kind[1] = "query" -> Query(kind[2])
    [] kind[1] = "demand" -> Demand
    [] kind[1] = "redeem" -> Redeem

\* CON-3: a request is executed at most once, in whatever order numbers come. Those that nothing
\* tells apart are taken in the order of their numbers.
Request(n) ==
  /\ Active(Hospital)
  /\ \E kind \in Kinds :
       /\ IF requests[n] = <<"none">>
          THEN \A k \in Requests : k < n => requests[k] # <<"none">>
          ELSE Rule = "replay" /\ requests[n] = kind
       /\ Effect(kind)
       /\ requests' = [requests EXCEPT ![n] = kind]
  /\ Happens(<<"request", n>>)
  /\ UNCHANGED <<joined, left, settled, records, false, offer, cash>>

-----------------------------------------------------------------------------
(* Offers, and leaving. *)

\* CON-10.
Offer ==
  /\ Active(Patient) /\ ~offer
  /\ offer' = TRUE
  /\ UNCHANGED <<balance, issued, burnt, redeemed, joined, left, settled, records, false, bought,
                 waiting, requests, times, cash>>

\* CON-13: all that is locked goes back.
Released(b) == [b EXCEPT ![Escrow] = 0, ![Hospital] = @ + b[Escrow]]

\* CON-13: the hospital leaves the agreement, or the patient closes the offer.
Withdraw ==
  /\ offer
  /\ \/ Active(Hospital) /\ waiting /\ UNCHANGED offer
     \/ Active(Patient) /\ offer' = FALSE
  /\ waiting' = FALSE
  /\ balance' = Released(balance)
  /\ UNCHANGED <<issued, burnt, redeemed, joined, left, settled, records, false, bought, requests,
                 times, cash>>

\* CON-13; GAME-7: an exit takes effect at once; what was locked comes back.
Exit(m) ==
  /\ Active(m)
  /\ ~(Rule = "exitWaits" /\ waiting)
  /\ left' = left \cup {m}
  /\ waiting' = FALSE
  /\ offer' = (offer /\ m # Patient)
  /\ balance' = IF waiting THEN Released(balance) ELSE balance
  /\ UNCHANGED <<issued, burnt, redeemed, joined, settled, records, false, bought, requests,
                 times, cash>>

\* GAME-7: the frozen account is settled, and what is left is redeemed.
Settle(m) ==
  /\ m \in left
  /\ m \notin settled \/ Rule = "exitTwice"
  /\ settled' = settled \cup {m}
  /\ balance' = IF Rule = "exitTwice" THEN balance ELSE [balance EXCEPT ![m] = 0]
  /\ redeemed' = redeemed + balance[m]
  /\ cash' = [cash EXCEPT ![m] = [paid |-> @.paid + balance[m], held |-> balance[m]]]
  /\ Happens(<<"exit", m>>)
  /\ UNCHANGED <<issued, burnt, joined, left, records, false, bought, offer, waiting, requests>>

-----------------------------------------------------------------------------
Init ==
  /\ balance = [a \in Accounts |-> 0]
  /\ issued = 0 /\ burnt = 0 /\ redeemed = 0
  /\ joined = {} /\ left = {} /\ settled = {} /\ records = {} /\ false = {} /\ bought = {}
  /\ offer = FALSE /\ waiting = FALSE
  /\ requests = [n \in Requests |-> <<"none">>]
  /\ times = [thing \in Things |-> 0]
  /\ cash = [m \in Members |-> [paid |-> 0, held |-> 0]]

Next ==
  \/ \E m \in Members : Register(m) \/ Exit(m) \/ Settle(m)
  \/ \E r \in Records : Upload(r) \/ Judge(r)
  \/ \E n \in Requests : Request(n)
  \/ Offer \/ Withdraw

Spec == Init /\ [][Next]_vars

\* The hospital leaves sooner or later; nobody else has to do anything.
FairSpec ==
  Spec /\ WF_vars(Register(Hospital)) /\ WF_vars(Exit(Hospital)) /\ WF_vars(Settle(Hospital))

-----------------------------------------------------------------------------
(* What must hold. *)

\* INC-3: every point that was issued is held, burnt or redeemed.
Conserved ==
  issued = balance[Patient] + balance[Hospital] + balance[Escrow] + burnt + redeemed

\* INC-4.
NoNegativeBalance == \A a \in Accounts : balance[a] >= 0

\* INC-2.
SupplyBounded == issued <= MaxIssued

\* INC-7.
JoinsOnce == \A m \in Members : times[<<"join", m>>] <= 1

\* INC-8: no reward twice.
NoRewardTwice == \A r \in Records : times[<<"reward", r>>] <= 1

\* CON-9, INC-5.
NoPenaltyTwice == \A r \in Records : times[<<"penalty", r>>] <= 1

\* CON-3.
RequestsOnce == \A n \in Requests : times[<<"request", n>>] <= 1

\* GAME-7: exit settles exactly once: all that is held then is paid, and nothing is left or comes
\* later.
ExitSettlesOnce ==
  \A m \in Members :
    /\ times[<<"exit", m>>] = IF m \in settled THEN 1 ELSE 0
    /\ m \in settled => balance[m] = 0
    /\ cash[m].paid = cash[m].held

\* CON-11, CON-12, CON-13: exactly the price is locked while an agreement waits, and else nothing.
LockedWhileWaiting == balance[Escrow] = IF waiting THEN Price ELSE 0

\* CON-12: pays and gives access, both or neither; nobody buys what was found false before.
BoughtIsRecorded == bought \subseteq records

\* CON-13, GAME-7: whoever wants to leave gets out, whatever the others do.
Leaves == <>(Hospital \in settled)

-----------------------------------------------------------------------------
(* What must not hold: each would be true of a model in which too little happens. *)

NobodyIsShort == burnt >= Penalty * Cardinality(false) \* all penalties are covered
NothingIsBought == bought = {}
NothingWaits == ~waiting
SupplyNeverEnds == \A r \in Records : Active(Patient) /\ r \notin records => MayIssue(Reward)
NobodyIsSettledAfterTrade == ~(Members \subseteq settled /\ bought # {} /\ burnt > 0)
=============================================================================

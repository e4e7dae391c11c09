------------------------------ MODULE PbftOne ------------------------------
(***************************************************************************)
(* PBFT at one height, for any number of replicas n, of Byzantine ones f   *)
(* and any quorum Q: the normal case and the view change.  It shows on     *)
(* both sides of the boundary what the numbers are for (CONS-5, decision   *)
(* 0011): a smaller quorum decides two blocks, a larger one waits for      *)
(* replicas that need never speak, and with n = 3f each Q is one of these. *)
(* What more than one height adds is in PbftChain.                         *)
(*                                                                         *)
(* How the model abstracts from the code, and why nothing bad gets lost:   *)
(*                                                                         *)
(* A block is its value: at one height all blocks have the same parent.    *)
(*                                                                         *)
(* The F Byzantine replicas have no state.  Each may at any time have sent *)
(* whatever it can sign, different things to different replicas.  So what  *)
(* takes Q votes exists as soon as Q - F honest replicas have given theirs.*)
(* They cannot sign for others: the certificates that they show are made   *)
(* of votes that honest replicas did send.                                 *)
(*                                                                         *)
(* The primary of every view is the worst one: each honest replica may be  *)
(* shown any proposal and any NEW-VIEW that its own checks let pass.  What *)
(* an honest primary would send is among that, its own vote included, so   *)
(* that one run covers all rotations and honest replicas can be exchanged  *)
(* for each other.  With Stable the last view has an honest primary, one   *)
(* of the Honest: all are shown its NEW-VIEW and its proposal, no other.   *)
(*                                                                         *)
(* Messages are not variables.  What was sent is there for everybody, and  *)
(* nobody has to look at it: this is a network that delays, repeats,       *)
(* reorders and loses.  A VIEW-CHANGE is computed from what its sender was *)
(* prepared for in lower views, to which nothing is added once it has left *)
(* them.  COMMIT is sent with being prepared, and a decision is no step:   *)
(* it has happened when enough COMMITs exist.  Nor is to take a NEW-VIEW:  *)
(* it sends nothing, and what can be shown only grows, so it is taken with *)
(* the vote for what it demands.  To skip a view is to leave it before     *)
(* doing anything in it.                                                   *)
(*                                                                         *)
(* Liveness is a promise for a stable view only (PBFT-14), and there it    *)
(* asks nothing of the Byzantine replicas: an honest one must take a step  *)
(* only for which honest ones alone have sent enough.  See Fair.           *)
(*                                                                         *)
(* Left out: timers (a replica may leave a view at any time), contents and *)
(* validity of blocks, fetching.                                           *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, TLC

CONSTANTS
  N, F, Q,       \* replicas, Byzantine ones among them, votes of a quorum
  Honest,        \* the N - F others
  Values,        \* what can be proposed
  MaxView,       \* views 0 to MaxView
  Stable,        \* has view MaxView an honest primary?
  Mutant         \* "none", or a defect of honest replicas: "M06", "M10", "M11"; see below

ASSUME /\ Cardinality(Honest) = N - F
       /\ F < Q /\ Q <= N
       /\ Mutant \in {"none", "M06", "M10", "M11"}

HonestNeeded == Q - F  \* the Byzantine replicas vote for everything

Views == 0..MaxView
HonestPrimary == CHOOSE r \in Honest : TRUE  \* of view MaxView, if Stable
IsStable(v)   == Stable /\ v = MaxView

VARIABLES
  view,      \* of each honest replica: the highest that it has sent a VIEW-CHANGE for
  votes,     \* its PREPAREs, an honest primary's PRE-PREPARE among them: <<view, block>>
  prepared   \* what it is prepared for, its COMMITs therefore: <<view, block>>
vars == <<view, votes, prepared>>

-----------------------------------------------------------------------------
(* Certificates and decisions: facts about what was sent. *)

Voters(v, b)     == {r \in Honest : <<v, b>> \in votes[r]}
Committers(v, b) == {r \in Honest : <<v, b>> \in prepared[r]}

\* PBFT-4: could a certificate of b in v be put together by now?
Certified(v, b) == Cardinality(Voters(v, b)) >= HonestNeeded
Certificates    == {c \in Views \X Values : Certified(c[1], c[2])}

\* PBFT-5: COMMITs of one view.
DecidedIn(v, b) == Cardinality(Committers(v, b)) >= HonestNeeded
Decisions       == {c \in Views \X Values : DecidedIn(c[1], c[2])}

-----------------------------------------------------------------------------
(* The view change. *)

\* PBFT-9: no vote in a lower view from here on.
Leave(r) ==
  /\ view[r] < MaxView
  /\ view' = [view EXCEPT ![r] = @ + 1]
  /\ UNCHANGED <<votes, prepared>>

Senders(v) == {r \in Honest : view[r] >= v}

\* What may be proposed after a NEW-VIEW of v with the honest senders S.  Each reports its
\* certificate of the highest view (PBFT-9; M10: nothing).  The block of the highest of those is
\* demanded (M11: of the lowest), or what the Byzantine replicas, if they complete the quorum, show
\* beyond it; anything, if there is none.
Highest(certs) == {c \in certs : \A d \in certs : d[1] <= c[1]}
Lowest(certs)  == {c \in certs : \A d \in certs : c[1] <= d[1]}
ProposalsOf(S, v) ==
  LET Below(certs) == {c \in certs : c[1] < v}
      reported  == IF Mutant = "M10" THEN {} ELSE UNION {Highest(Below(prepared[r])) : r \in S}
      first     == IF Mutant = "M11" THEN Lowest(reported) ELSE Highest(reported)
      byzantine == IF Cardinality(S) >= Q THEN {}
                   ELSE {c \in Below(Certificates) :
                           \A d \in first : IF Mutant = "M11" THEN c[1] < d[1] ELSE d[1] < c[1]}
  IN IF first = {} THEN Values ELSE {c[2] : c \in first \cup byzantine}

\* PBFT-8, PBFT-10: the worst primary may show every replica another quorum of VIEW-CHANGEs and
\* another proposal; an honest one shows all the same.
Proposals(r) ==
  LET v == view[r] IN
  IF IsStable(v) /\ r # HonestPrimary
  THEN {b \in Values : <<v, b>> \in votes[HonestPrimary]}
  ELSE UNION {ProposalsOf(S, v) :
                S \in {T \in SUBSET Senders(v) : Cardinality(T) >= HonestNeeded}}

-----------------------------------------------------------------------------
(* The normal case. *)

\* PBFT-2, PBFT-3: one PREPARE a view.  M06: a second PRE-PREPARE is voted for as well.
MayVote(r) == Mutant = "M06" \/ \A vote \in votes[r] : vote[1] # view[r]

Vote(r) ==
  /\ MayVote(r)
  /\ \E b \in Proposals(r) : votes' = [votes EXCEPT ![r] = @ \cup {<<view[r], b>>}]
  /\ UNCHANGED <<view, prepared>>

\* PBFT-4: r has seen the certificate of what it voted for; it sends COMMIT.
Prepare(r) ==
  /\ \E vote \in votes[r] \ prepared[r] :
       /\ vote[1] = view[r]
       /\ Certified(vote[1], vote[2])
       /\ prepared' = [prepared EXCEPT ![r] = @ \cup {vote}]
  /\ UNCHANGED <<view, votes>>

-----------------------------------------------------------------------------
Init ==
  /\ view     = [r \in Honest |-> 0]
  /\ votes    = [r \in Honest |-> {}]
  /\ prepared = [r \in Honest |-> {}]

Next == \E r \in Honest : Vote(r) \/ Prepare(r) \/ Leave(r)

Spec == Init /\ [][Next]_vars

\* All messages between honest replicas arrive in the end, and their timers run out: a replica
\* leaves each view but the stable one, votes there when it can (the primary when a quorum of
\* honest replicas has left the view below), and is prepared when honest replicas alone have sent a
\* quorum of votes.  Of what Byzantine replicas could add to let it go on, nothing is due.
Fair ==
  \A r \in Honest :
    /\ WF_vars(Leave(r))
    /\ WF_vars(Vote(r) /\ IsStable(view[r]) /\ Cardinality(Senders(MaxView)) >= Q)
    /\ WF_vars(Prepare(r) /\ \E vote \in votes[r] :
                 vote[1] = view[r] /\ Cardinality(Voters(vote[1], vote[2])) >= Q)

FairSpec == Spec /\ Fair

-----------------------------------------------------------------------------
(* What must hold. *)

\* PBFT-13: no two blocks are decided.
Agreement == \A c, d \in Decisions : c[2] = d[2]

\* Two certificates of one view are of the same block.
CertificateUnique == \A c, d \in Certificates : c[1] = d[1] => c = d

\* Nothing but what is decided is voted for in higher views: why the rule is safe.
DecidedStays ==
  \A c \in Decisions : \A r \in Honest : \A vote \in votes[r] : vote[1] > c[1] => vote[2] = c[2]

\* PBFT-14: in the end a quorum of honest replicas has sent COMMIT for one block in one view.  All
\* their COMMITs arrive, so every honest replica decides.
EverybodyDecides ==
  <>(\E v \in Views : \E b \in Values : Cardinality(Committers(v, b)) >= Q)

-----------------------------------------------------------------------------
(* What must not hold: each would be true of a model in which too little happens. *)

NobodyDecidesInView1 == \A c \in Decisions : c[1] # 1
NothingDecidedAgain  == \A c, d \in Decisions : c = d
\* A certificate of which nothing is left in a higher view: what no quorum need remember.
NothingDropped ==
  \A c \in Certificates : \A r \in Honest : \A vote \in votes[r] :
    vote[1] > c[1] => vote[2] = c[2]
\* The primary sends different proposals to different replicas.
NobodyEquivocates ==
  \A r, s \in Honest : \A c \in votes[r] : \A d \in votes[s] : c[1] = d[1] => c = d

-----------------------------------------------------------------------------
(* Values can be exchanged always, replicas unless one of them leads a view: not with Stable. *)

Symmetry == Permutations(Honest) \cup Permutations(Values)
=============================================================================

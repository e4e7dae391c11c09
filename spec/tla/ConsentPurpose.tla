--------------------------- MODULE ConsentPurpose ---------------------------
(***************************************************************************)
(* Who may read an owner's record, what for and when: CON-30, CON-31 and   *)
(* CON-33 of decision 0241.  Directives name a purpose and an end, a       *)
(* delegate decides for the owner for a time, and a doctor breaks the      *)
(* glass.  The constant Rule chooses between medchain's rules ("built")    *)
(* and others that look as good and are wrong.                             *)
(*                                                                         *)
(* How the model abstracts from the code, and why nothing bad gets lost:   *)
(*                                                                         *)
(* Consent says that what honest replicas execute and tell is one sequence *)
(* of operations.  So there is one state here and one sequence, the log;   *)
(* an operation that is refused changes nothing and is left out, a read    *)
(* is always in it.  Time is the block's and never goes back (POW-3,       *)
(* PBFT-3); blocks may hold several operations, so it need not go on.      *)
(*                                                                         *)
(* What must hold is said of the log alone, without the tables that the    *)
(* rules look at: those might be wrong.                                    *)
(*                                                                         *)
(* One owner and one record: the scopes of a directive are three names of  *)
(* the same, as are participant and role, of which both are here.  One     *)
(* guardian, who reads no record of others.  Left out: verdicts, frozen    *)
(* and revoked keys, bounds, the author and who bought access, who read    *)
(* without consent (CON-7), and the place of a line in the trail.          *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  Rule,      \* "built", "anyPurpose", "narrow", "noEnd", "late", "stays", "outlives", "silent",
             \* "anybody"; see below
  Grantees,  \* whom directives name: "hospital", "doctors"
  Purposes,  \* what for: "TREAT", "HRESCH"
  Asked,     \* what readers say that they read for: those, and "ETREAT", "BTG"
  Guardians, \* {"guardian"} or {}
  Times,     \* times of blocks: 0..n
  Length     \* of the log

(***************************************************************************)
(* The rules.                                                              *)
(*   built      as decision 0241 says.                                     *)
(*   anyPurpose a directive allows reads for any purpose.                  *)
(*   narrow     a directive for TREAT does not cover ETREAT.               *)
(*   noEnd      a directive's end is not looked at.                        *)
(*   late       a revocation counts from the next time on.                 *)
(*   stays      a delegate acts after its end.                             *)
(*   outlives   a delegate acts after its delegation was taken back.       *)
(*   silent     who breaks the glass is not in the trail.                  *)
(*   anybody    whoever says so breaks the glass.                          *)
(***************************************************************************)
ASSUME Rule \in {"built", "anyPurpose", "narrow", "noEnd", "late", "stays", "outlives", "silent",
                 "anybody"}

Readers == {"hospital", "doctor"}
Deciders == {"owner"} \cup Guardians

VARIABLES
  now,        \* the block's time
  directives, \* those in the state: [to, for, until, gone]; gone is when it was revoked, or Never
  delegation, \* until when the guardian acts; 0 if it does not
  trail,      \* what the owner sees: places in the log
  log         \* what was executed
vars == <<now, directives, delegation, trail, log>>

Never == 1 + CHOOSE t \in Times : \A s \in Times : s <= t
Ends == {t \in Times : t > 0} \* an end is later than some block

-----------------------------------------------------------------------------
(* What is done. *)

Room == Len(log) < Length
Done(entry) == log' = Append(log, entry)

Acts == now < delegation \/ (Rule = "stays" /\ delegation > 0)
MayDecide(who) == who = "owner" \/ Acts

Tick == now + 1 \in Times /\ now' = now + 1 /\ UNCHANGED <<directives, delegation, trail, log>>

\* CON-30: the same terms again replace the end.
Issue(who, to, for, until) ==
  /\ Room /\ MayDecide(who) /\ until > now
  /\ directives' = {d \in directives : d.to # to \/ d.for # for}
                   \cup {[to |-> to, for |-> for, until |-> until, gone |-> Never]}
  /\ Done([op |-> "issue", at |-> now, by |-> who, to |-> to, for |-> for, until |-> until])
  /\ UNCHANGED <<now, delegation, trail>>

\* CON-30: at once.
Revoke(who, d) ==
  /\ Room /\ MayDecide(who) /\ d.gone = Never
  /\ directives' = (directives \ {d})
                   \cup (IF Rule = "late" THEN {[d EXCEPT !.gone = now]} ELSE {})
  /\ Done([op |-> "revoke", at |-> now, by |-> who, to |-> d.to, for |-> d.for])
  /\ UNCHANGED <<now, delegation, trail>>

\* CON-31: by the owner, or by the center; the same again replaces the end.
Appoint(until) ==
  /\ Room /\ Guardians # {} /\ until > now
  /\ delegation' = until
  /\ Done([op |-> "appoint", at |-> now, until |-> until])
  /\ UNCHANGED <<now, directives, trail>>

End ==
  /\ Room /\ delegation > 0
  /\ delegation' = IF Rule = "outlives" THEN delegation ELSE 0
  /\ Done([op |-> "end", at |-> now])
  /\ UNCHANGED <<now, directives, trail>>

Kinds(for) == IF for = "ETREAT" /\ Rule # "narrow" THEN {"ETREAT", "TREAT"} ELSE {for}
Names(to, reader) == to = reader \/ (to = "doctors" /\ reader = "doctor")

Allows(d, reader, for) ==
  /\ Names(d.to, reader)
  /\ d.for \in Kinds(for) \/ Rule = "anyPurpose"
  /\ now < d.until \/ Rule = "noEnd"
  /\ d.gone = Never \/ now = d.gone

\* CON-31, CON-33: the first rule that fits.
Answer(reader, for) ==
  CASE for = "BTG" -> IF reader = "doctor" \/ Rule = "anybody" THEN "glass" ELSE "refused"
    [] reader = "guardian" -> IF Acts THEN "delegate" ELSE "refused"
    [] OTHER -> IF \E d \in directives : Allows(d, reader, for) THEN "directive" ELSE "refused"

Read(reader, for) ==
  /\ Room
  /\ Done([op |-> "read", at |-> now, by |-> reader, for |-> for, answer |-> Answer(reader, for)])
  /\ trail' = IF Rule = "silent" /\ Answer(reader, for) = "glass" THEN trail
              ELSE trail \cup {Len(log) + 1}
  /\ UNCHANGED <<now, directives, delegation>>

-----------------------------------------------------------------------------
Init ==
  /\ now = 0
  /\ directives = {}
  /\ delegation = 0
  /\ trail = {}
  /\ log = << >>

Next ==
  \/ Tick
  \/ \E who \in Deciders, to \in Grantees, for \in Purposes, until \in Ends :
       Issue(who, to, for, until)
  \/ \E who \in Deciders : \E d \in directives : Revoke(who, d)
  \/ \E until \in Ends : Appoint(until)
  \/ End
  \/ \E reader \in Readers \cup Guardians, for \in Asked : Read(reader, for)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold, said of the log alone. *)

Entries == 1..Len(log)
Reads == {i \in Entries : log[i].op = "read"}

\* The guardian acts at i: it was appointed, for longer, and nothing of that changed since.
Acting(i) ==
  \E j \in 1..(i - 1) :
    /\ log[j].op = "appoint" /\ log[i].at < log[j].until
    /\ \A k \in (j + 1)..(i - 1) : log[k].op \notin {"appoint", "end"}

\* The owner's will at i, for this reader and purpose.
InForce(j, i) ==
  /\ log[j].op = "issue" /\ log[i].at < log[j].until
  /\ \A k \in (j + 1)..(i - 1) :
       log[k].op \in {"issue", "revoke"} => log[k].to # log[j].to \/ log[k].for # log[j].for
Covers(granted, asked) == granted = asked \/ (granted = "TREAT" /\ asked = "ETREAT")
Consented(i) ==
  \E j \in 1..(i - 1) :
    InForce(j, i) /\ Names(log[j].to, log[i].by) /\ Covers(log[j].for, log[i].for)

\* CON-30: nobody reads by a directive for another purpose, after its end or its revocation.
NoReadWithoutConsent == \A i \in Reads : log[i].answer = "directive" => Consented(i)

\* CON-30: whom the owner lets read is not refused.
NoRefusalWithConsent ==
  \A i \in Reads : log[i].answer = "refused" /\ log[i].by \in Readers => ~Consented(i)

\* CON-31: a guardian decides and reads for its time.
GuardianInTime ==
  \A i \in Entries :
    (log[i].op \in {"issue", "revoke"} /\ log[i].by \in Guardians)
      \/ (log[i].op = "read" /\ log[i].answer = "delegate") => Acting(i)

\* CON-33: doctors, and nobody else.
OnlyDoctorsBreakTheGlass ==
  \A i \in Reads : log[i].for = "BTG" => ((log[i].answer = "glass") <=> (log[i].by = "doctor"))

\* CON-31: the owner sees every read, granted or refused.
EveryReadIsSeen == trail = Reads

-----------------------------------------------------------------------------
(* What must not hold: each would be true of a model in which too little happens. *)

NobodyReadsByDirective == \A i \in Reads : log[i].answer # "directive"
\* Granted, and later refused, though nothing was revoked.
NothingExpires ==
  \A i \in Reads : log[i].answer = "directive" =>
    \A j \in Reads : j > i /\ log[j].by = log[i].by /\ log[j].for = log[i].for
                     /\ (\A k \in i..j : log[k].op # "revoke")
      => log[j].answer = "directive"
NoGuardianDecides == \A i \in Entries : log[i].op = "issue" => log[i].by = "owner"
NoGlassIsBroken == \A i \in Reads : log[i].answer # "glass"
\* Refused right after a revocation, at the same time as it was granted.
NoRevocationIsFelt ==
  \A i, j \in Reads : i < j /\ log[i].at = log[j].at /\ log[i].by = log[j].by
                      /\ log[i].for = log[j].for /\ log[i].answer = "directive"
    => log[j].answer = "directive"
=============================================================================

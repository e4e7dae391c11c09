; Agreement of chained, pipelined PBFT (decision 0010, rule D), for every number of replicas, view and height.
;
; This file is SMT-LIB 2.6. It has a vocabulary, axioms, a state, the lines of an invariant, and actions: guards, and
; what each changes. ACTION.GUARD must hold for an action; ACTION/RELATION is the relation afterwards; what no action
; defines stays. Out of it org.medchain.proof makes one script a condition, and Z3 finds no model of its negation:
;   init:LINE      the line holds at the beginning;
;   ACTION:LINE    if the invariant holds and the guards, the line holds afterwards (a name with + is meant afterwards);
;   lemma:LEMMA    the lemma follows from the invariant;
;   count:COUNT    an axiom on quorums or heights follows from the numbers of CONS-5 and PBFT-20.
; A line that speaks of nothing that an action changes needs no condition. So the invariant holds in every state that
; can be reached, and agreement, validity and exactly-once are lines of it.
;
; A guard says the requirement, the Java method that checks it, and the rule of the trace model ("" if it has none).
;
; What it abstracts from, and why nothing bad gets lost: see spec/proof.md. A faulty replica may at any time have sent
; anything that it can sign, so it has no state: whatever takes a quorum exists as soon as its honest members have sent
; theirs. Messages are not removed: nobody has to look at them, so they may be lost, late, repeated and reordered.
;
; Only ground instances of "a block has an ancestor at each lower height" are used, so that the solver needs no new
; blocks: (ancestor z x y) is z, the ancestor of x at the height of y; (child z x y) the child of x below y;
; (last z x v) the last block of the epoch of v below x. !x is the x of the negated line.

; ----------------------------------------------------------------------------
; Vocabulary: what does not change.

(set-info :rigid vocabulary)
(declare-sort Node 0)                               ; a correct replica; it may be slow, stop and restart
(declare-sort Quorum 0)                             ; any Q members of an epoch
(declare-sort View 0)
(declare-sort Block 0)                              ; a block is its branch: it names its parent
(declare-sort Height 0)
(declare-sort Epoch 0)                              ; a set of members (PBFT-20)
(declare-sort Request 0)
(declare-sort Table 0)                              ; a client table, as a CHECKPOINT signs it
(declare-fun member (Node Quorum) Bool)             ; n is an honest member of q
(declare-fun primary (Node View) Bool)              ; n leads v
(declare-fun vle (View View) Bool)                  ; order of views
(declare-fun hle (Height Height) Bool)              ; order of heights
(declare-fun height (Block) Height)
(declare-fun ancestor (Block Block) Bool)           ; a is b, or an ancestor of it
(declare-fun parent (Block Block) Bool)             ; p is the parent of b
(declare-const genesis Block)
(declare-fun ele (Epoch Epoch) Bool)                ; order of epochs
(declare-fun epoch (View) Epoch)                    ; the epoch that a view belongs to
(declare-fun epochOf (Block) Epoch)                 ; the epoch whose members decide b, as the branch of b says
(declare-fun opens (Block Epoch) Bool)              ; with g the epoch before e ends on this branch
(declare-fun membersAt (Quorum) Block)              ; the block whose branch says who the members of q are
(declare-fun contains (Block Request) Bool)         ; r is among the requests of b
(declare-fun holds (Table Request) Bool)            ; the client table k has r
(declare-fun window (Node View Block) Bool)         ; W and the water marks let n vote for b in v
(declare-const view0 View)
(define-fun vlt ((u View) (v View)) Bool (and (vle u v) (not (= u v))))
(define-fun hlt ((g Height) (h Height)) Bool (and (hle g h) (not (= g h))))
(define-fun follows ((g Height) (h Height)) Bool (and (hlt g h) (forall ((k Height)) (or (hle k g) (hle h k)))))
(define-fun elt ((e Epoch) (f Epoch)) Bool (and (ele e f) (not (= e f))))

; On different branches.
(define-fun conflict ((a Block) (b Block)) Bool (and (not (ancestor a b)) (not (ancestor b a))))

(set-info :axiom (views-are-ordered "Views are ordered, view0 is the first."))
(define-fun views-are-ordered () Bool
  (and
    (forall ((u View)) (and (vle u u) (vle view0 u)))
    (forall ((u View) (v View)) (and (or (vle u v) (vle v u)) (=> (and (vle u v) (vle v u)) (= u v))))
    (forall ((u View) (v View) (w View)) (=> (and (vle u v) (vle v w)) (vle u w)))))

(set-info :axiom (heights-are-ordered "Heights are ordered."))
(define-fun heights-are-ordered () Bool
  (and
    (forall ((u Height)) (hle u u))
    (forall ((u Height) (v Height)) (and (or (hle u v) (hle v u)) (=> (and (hle u v) (hle v u)) (= u v))))
    (forall ((u Height) (v Height) (w Height)) (=> (and (hle u v) (hle v w)) (hle u w)))))

(set-info :axiom (blocks-are-a-tree "Blocks are a tree; genesis is its root."))
(define-fun blocks-are-a-tree () Bool
  (and
    (forall ((a Block)) (and (ancestor a a) (ancestor genesis a)))
    (forall ((a Block) (b Block)) (=> (and (ancestor a b) (ancestor b a)) (= a b)))
    (forall ((a Block) (b Block) (c Block)) (=> (and (ancestor a b) (ancestor b c)) (ancestor a c)))
    (forall ((a Block) (b Block) (c Block))
      (=> (and (ancestor a c) (ancestor b c)) (or (ancestor a b) (ancestor b a))))))

(set-info :axiom (heights-grow "Heights grow along a branch; a branch has one block a height."))
(define-fun heights-grow () Bool
  (and
    (forall ((a Block) (b Block)) (=> (ancestor a b) (hle (height a) (height b))))
    (forall ((a Block) (b Block)) (=> (and (ancestor a b) (= (height a) (height b))) (= a b)))))

(set-info :axiom (parents "A parent is the ancestor one height below."))
(define-fun parents () Bool
  (and
    (forall ((p Block) (b Block)) (=> (parent p b) (and (ancestor p b) (not (= p b)))))
    (forall ((p Block) (b Block)) (=> (parent p b) (follows (height p) (height b))))
    (forall ((p Block) (b Block)) (=> (and (ancestor p b) (follows (height p) (height b))) (parent p b)))
    (forall ((a Block) (p Block) (b Block)) (=> (and (parent p b) (ancestor a b)) (or (= a b) (ancestor a p))))))

(set-info :axiom (epochs-are-ordered
  "Epochs are ordered, and views go through them upwards: a view number has its epoch in the high bits."))
(define-fun epochs-are-ordered () Bool
  (and
    (forall ((u Epoch)) (ele u u))
    (forall ((u Epoch) (v Epoch)) (and (or (ele u v) (ele v u)) (=> (and (ele u v) (ele v u)) (= u v))))
    (forall ((u Epoch) (v Epoch) (w Epoch)) (=> (and (ele u v) (ele v w)) (ele u w)))
    (forall ((u View) (v View)) (=> (vle u v) (ele (epoch u) (epoch v))))))

(set-info :axiom (epochs-divide-branches
  "A branch decides which epoch decides which of its blocks (PBFT-20): epochOf grows along it, and on a branch
  one block opens an epoch."))
(define-fun epochs-divide-branches () Bool
  (and
    (forall ((a Block) (b Block)) (=> (ancestor a b) (ele (epochOf a) (epochOf b))))
    (opens genesis (epoch view0))
    (forall ((g Block) (e Epoch)) (=> (opens g e) (elt (epochOf g) e)))
    (forall ((g Block) (e Epoch) (b Block)) (=> (and (opens g e) (ancestor g b)) (or (= g b) (ele e (epochOf b)))))
    (forall ((g Block) (h Block) (e Epoch)) (=> (and (opens g e) (opens h e) (ancestor g h)) (= g h)))))

(set-info :axiom (genesis-is-empty "The first block has no requests."))
(define-fun genesis-is-empty () Bool (forall ((r Request)) (not (contains genesis r))))

(set-info :axiom (quorums-meet
  "Two quorums of the same members share an honest one. The condition count:quorums-meet shows it of Q
  (CONS-5), for every n."))
(define-fun quorums-meet () Bool
  (forall ((q Quorum) (p Quorum))
    (=> (= (membersAt q) (membersAt p)) (exists ((n Node)) (and (member n q) (member n p))))))

(set-info :axiom (quorums-hold-a-backup
  "Every quorum has an honest member that does not lead the view. The condition count:quorums-hold-a-backup
  shows it of Q, from n = 4 on."))
(define-fun quorums-hold-a-backup () Bool
  (forall ((q Quorum) (v View)) (exists ((n Node)) (and (member n q) (not (primary n v))))))

; ----------------------------------------------------------------------------
; State: what correct replicas logged and sent, and what follows from it.

(set-info :state state)
(declare-fun entered (Node View) Bool)              ; n entered view v
(declare-fun left (Node View) Bool)                 ; n has left v: no more votes in it
(declare-fun demanded (Node View Block) Bool)       ; the NEW-VIEW of v that n took demands b
(declare-fun start (Node View Block) Bool)          ; b is at or below the start of that NEW-VIEW
(declare-fun voted (Node View Block) Bool)          ; n logged its PREPARE, or PRE-PREPARE as primary, for b in v
(declare-fun prepared (Node View Block) Bool)       ; n is prepared for b in v
(declare-fun committed (Node View Block) Bool)      ; n logged COMMIT in v for b or a descendant of the epoch
(declare-fun changing (Node View) Bool)             ; n logged a VIEW-CHANGE for w
(declare-fun reported (Node View View Block) Bool)  ; it has the certificate of b in v
(declare-fun reportedHeight (Node View Height) Bool) ; it calls height h decided
(declare-fun known (Node Block) Bool)               ; n knows that b is decided
(declare-fun knownHeight (Node Height) Bool)        ; n knows a decided block at h or above
(declare-fun certified (View Block) Bool)           ; a certificate of b in v can be put together
(declare-fun decidedIn (View Block) Bool)           ; ghost: a quorum sent COMMIT in v for b or above it
(declare-fun decided (Block) Bool)                  ; ghost: b is decided in some view
(declare-fun decidedBefore (View Block) Bool)       ; ghost: in a view below v of its epoch
(declare-fun base (Epoch Block) Bool)               ; epoch e began on block g
(declare-fun submitted (Request) Bool)              ; a client made the request
(declare-fun said (Node View Block) Bool)           ; the vote is durable, and others can have heard it
(declare-fun told (Node View Block) Bool)           ; so is the COMMIT
(declare-fun asked (Node View) Bool)                ; so is the VIEW-CHANGE
(declare-fun gone (Node View) Bool)                 ; n will not be in v again, not even after a restart
(declare-fun executed (Node Block) Bool)            ; n has a state in which b is executed
(declare-fun applied (Node Request) Bool)           ; the client table of n has the request
(declare-fun checkpointed (Node Block Table) Bool)  ; n sent CHECKPOINT for b with client table k

; q is a quorum of the members whose epoch v belongs to.
(define-fun decides ((q Quorum) (v View)) Bool (base (epoch v) (membersAt q)))

; By q, b was decided in v, or still can be: each honest member committed it, or is not gone.
(define-fun choosable ((q Quorum) (v View) (b Block)) Bool
  (and (decides q v) (forall ((m Node)) (=> (member m q) (or (not (gone m v)) (committed m v b))))))

; ----------------------------------------------------------------------------
; The invariant. First what carries the proof, then what goes with it.

(set-info :line (agreement "Agreement (PBFT-13): no two decided blocks are on different branches."))
(define-fun agreement () Bool
  (forall ((a Block) (b Block)) (=> (and (decided a) (decided b)) (not (conflict a b)))))

(set-info :line (demand-covers
  "A view that somebody entered demands every block that a quorum of a lower view may have decided, or starts
  at or above it."))
(define-fun demand-covers () Bool
  (forall ((n Node) (w View) (v View) (q Quorum) (b Block))
    (=> (and (entered n w) (vlt v w) (= (epoch v) (epoch w)) (choosable q v b)) (or (demanded n w b) (start n w b)))))

(set-info :line (votes-agree "Nobody votes against a block that a quorum of a lower view may have decided."))
(define-fun votes-agree () Bool
  (forall ((n Node) (w View) (c Block) (v View) (q Quorum) (b Block))
    (=> (and (voted n w c) (vlt v w) (= (epoch v) (epoch w)) (conflict b c)) (not (choosable q v b)))))

(set-info :line (certs-agree "No certificate is against a block that a quorum of a lower view may have decided."))
(define-fun certs-agree () Bool
  (forall ((w View) (c Block) (v View) (q Quorum) (b Block))
    (=> (and (certified w c) (vlt v w) (= (epoch v) (epoch w)) (conflict b c)) (not (choosable q v b)))))

(set-info :line (decisions-agree "No decision is against a block that a quorum of a lower view may have decided."))
(define-fun decisions-agree () Bool
  (forall ((w View) (c Block) (v View) (q Quorum) (b Block))
    (=> (and (decidedIn w c) (vlt v w) (= (epoch v) (epoch w)) (conflict b c)) (not (choosable q v b)))))

(set-info :line (certs-reach-down "Each ancestor of a certified block is certified in the same view, or decided."))
(define-fun certs-reach-down () Bool
  (forall ((v View) (c Block) (a Block)) (=> (and (certified v c) (ancestor a c)) (or (certified v a) (decided a)))))

(set-info :line (commits-are-certified "What somebody commits is certified in its view, or decided."))
(define-fun commits-are-certified () Bool
  (forall ((n Node) (v View) (b Block)) (=> (committed n v b) (or (certified v b) (decided b)))))

(set-info :line (decisions-are-certified "What a view decides is certified in it, or was decided in a lower view."))
(define-fun decisions-are-certified () Bool
  (forall ((v View) (b Block)) (=> (decidedIn v b) (or (certified v b) (decidedBefore v b)))))

(set-info :line (decisions-and-certs "No certificate of a view is against a decision of that view."))
(define-fun decisions-and-certs () Bool
  (forall ((v View) (b Block) (c Block)) (=> (and (decidedIn v b) (certified v c)) (not (conflict b c)))))

(set-info :line (late-decisions
  "A block that is decided, but not in a lower view, and not certified in this one, was never committed here by
  some quorum whose honest members have all left this view."))
(define-fun late-decisions () Bool
  (forall ((v View) (b Block))
    (=>
      (and (decided b) (= (epochOf b) (epoch v)) (not (decidedBefore v b)) (not (certified v b)))
      (exists ((q Quorum))
        (and (decides q v) (forall ((m Node)) (=> (member m q) (and (gone m v) (not (committed m v b))))))))))

(set-info :line (votes-reach-down
  "Each ancestor of what a backup votes for is certified in its view, or decided; only a primary votes earlier."))
(define-fun votes-reach-down () Bool
  (forall ((n Node) (v View) (b Block) (a Block))
    (=> (and (voted n v b) (ancestor a b)) (or (= a b) (certified v a) (decided a) (primary n v)))))

(set-info :line (decided-before-has-a-view
  "What is decided before a view is decided in a lower view of the epoch."))
(define-fun decided-before-has-a-view () Bool
  (forall ((w View) (b Block))
    (=>
      (decidedBefore w b)
      (or (= b genesis) (exists ((v View)) (and (vlt v w) (= (epoch v) (epoch w)) (decidedIn v b)))))))

(set-info :line (decided-somewhere "Every decided block but the first is decided in some view."))
(define-fun decided-somewhere () Bool
  (forall ((b Block)) (=> (decided b) (or (= b genesis) (exists ((v View)) (decidedIn v b))))))

(set-info :line (decided-at-is-decided-before "A decision of a view is one before every higher view of its epoch."))
(define-fun decided-at-is-decided-before () Bool
  (forall ((v View) (w View) (b Block))
    (=> (and (decidedIn v b) (vlt v w) (= (epoch v) (epoch w))) (decidedBefore w b))))

(set-info :line (decided-at-reaches-down
  "With a block its ancestors of the same epoch are decided in the same view."))
(define-fun decided-at-reaches-down () Bool
  (forall ((v View) (b Block) (a Block))
    (=> (and (decidedIn v b) (ancestor a b) (= (epochOf a) (epoch v))) (decidedIn v a))))

(set-info :line (cert-unique "One certificate a view and height."))
(define-fun cert-unique () Bool
  (forall ((v View) (a Block) (b Block))
    (=> (and (certified v a) (certified v b) (= (height a) (height b))) (= a b))))

(set-info :line (vote-unique "One vote a replica, view and height."))
(define-fun vote-unique () Bool
  (forall ((n Node) (v View) (a Block) (b Block))
    (=> (and (voted n v a) (voted n v b) (= (height a) (height b))) (= a b))))

(set-info :line (certs-need-votes "For a certificate, all honest members of a quorum have sent their votes."))
(define-fun certs-need-votes () Bool
  (forall ((v View) (b Block))
    (=>
      (certified v b)
      (exists ((q Quorum)) (and (decides q v) (forall ((m Node)) (=> (member m q) (said m v b))))))))

(set-info :line (hold-needs
  "A replica is prepared only for what is certified, what it voted for, and what it commits."))
(define-fun hold-needs () Bool
  (forall ((n Node) (v View) (b Block)) (=> (prepared n v b) (and (certified v b) (voted n v b) (committed n v b)))))

(set-info :line (hold-reaches-down
  "A replica that is prepared for a block is prepared in this view for each ancestor, or knows it to be
  decided."))
(define-fun hold-reaches-down () Bool
  (forall ((n Node) (v View) (b Block) (a Block))
    (=> (and (prepared n v b) (ancestor a b)) (or (prepared n v a) (known n a)))))

(set-info :line (commit-needs
  "A replica commits what it is prepared for; an ancestor it may know to be decided instead."))
(define-fun commit-needs () Bool
  (forall ((n Node) (v View) (b Block)) (=> (committed n v b) (or (prepared n v b) (known n b)))))

(set-info :line (commits-reach-down "A COMMIT counts for the ancestors of the epoch too."))
(define-fun commits-reach-down () Bool
  (forall ((n Node) (v View) (b Block) (a Block))
    (=> (and (committed n v b) (ancestor a b) (= (epochOf a) (epoch v))) (committed n v a))))

(set-info :line (reports-are-complete
  "A VIEW-CHANGE reports all that its sender committed in lower views of the epoch, above the height up to
  which it knows the decided blocks."))
(define-fun reports-are-complete () Bool
  (forall ((n Node) (w View) (u View) (b Block))
    (=>
      (and (changing n w) (vlt u w) (= (epoch u) (epoch w)) (committed n u b))
      (or (reported n w u b) (reportedHeight n w (height b))))))

(set-info :line (left-on-vc "Whoever wants a view has left all lower ones."))
(define-fun left-on-vc () Bool (forall ((n Node) (w View) (u View)) (=> (and (changing n w) (vlt u w)) (left n u))))

(set-info :line (left-on-entry "Whoever entered a view has left all lower ones."))
(define-fun left-on-entry () Bool
  (forall ((n Node) (w View) (u View)) (=> (and (entered n w) (vlt u w)) (left n u))))

(set-info :line (entry-is-a-quorum
  "When somebody entered a view, some quorum has left each lower view of the epoch for good."))
(define-fun entry-is-a-quorum () Bool
  (forall ((n Node) (w View) (u View))
    (=>
      (and (entered n w) (vlt u w) (= (epoch u) (epoch w)))
      (exists ((q Quorum)) (and (decides q u) (forall ((m Node)) (=> (member m q) (gone m u))))))))

(set-info :line (votes-are-after-entry "A replica votes only in views that it entered."))
(define-fun votes-are-after-entry () Bool (forall ((n Node) (v View) (b Block)) (=> (voted n v b) (entered n v))))

(set-info :line (demand-is-a-chain "The start of a view and what it demands are on one branch."))
(define-fun demand-is-a-chain () Bool
  (forall ((n Node) (v View) (a Block) (b Block))
    (=> (and (or (start n v a) (demanded n v a)) (or (start n v b) (demanded n v b))) (not (conflict a b)))))

(set-info :line (demand-is-closed "An ancestor of a demanded block is demanded too, or at or below the start."))
(define-fun demand-is-closed () Bool
  (forall ((n Node) (v View) (a Block) (b Block))
    (=> (and (demanded n v b) (ancestor a b)) (or (start n v a) (demanded n v a)))))

(set-info :line (demand-is-after-entry "Only a view that was entered has a start and demands."))
(define-fun demand-is-after-entry () Bool
  (forall ((n Node) (v View) (b Block)) (=> (or (demanded n v b) (start n v b)) (entered n v))))

(set-info :line (start-is-decided "A view starts at a decided block."))
(define-fun start-is-decided () Bool (forall ((n Node) (v View) (a Block)) (=> (start n v a) (decided a))))

(set-info :line (known-is-decided "Replicas know decided blocks only."))
(define-fun known-is-decided () Bool (forall ((n Node) (a Block)) (=> (known n a) (decided a))))

(set-info :line (known-is-closed "With a block a replica knows its ancestors."))
(define-fun known-is-closed () Bool
  (forall ((n Node) (a Block) (b Block)) (=> (and (known n b) (ancestor a b)) (known n a))))

(set-info :line (bases-are-decided "An epoch begins on a decided block that ends the epoch before."))
(define-fun bases-are-decided () Bool (forall ((e Epoch) (g Block)) (=> (base e g) (and (decided g) (opens g e)))))

(set-info :line (bases-are-unique "All replicas begin an epoch on the same block, hence with the same members."))
(define-fun bases-are-unique () Bool
  (forall ((e Epoch) (g Block) (h Block)) (=> (and (base e g) (base e h)) (= g h))))

(set-info :line (entry-begins-on-a-base "A view is entered only in an epoch that has begun."))
(define-fun entry-begins-on-a-base () Bool
  (forall ((n Node) (v View)) (=> (entered n v) (exists ((g Block)) (base (epoch v) g)))))

(set-info :line (start-has-the-base "A view starts at or above the block on which its epoch began."))
(define-fun start-has-the-base () Bool
  (forall ((n Node) (v View) (g Block)) (=> (and (entered n v) (base (epoch v) g)) (start n v g))))

(set-info :line (demand-builds-on-the-base "What a view demands is above the block on which its epoch began."))
(define-fun demand-builds-on-the-base () Bool
  (forall ((n Node) (v View) (b Block) (g Block)) (=> (and (demanded n v b) (base (epoch v) g)) (ancestor g b))))

(set-info :line (votes-build-on-the-base "Votes are for blocks above the one on which the epoch began."))
(define-fun votes-build-on-the-base () Bool
  (forall ((n Node) (v View) (b Block) (g Block)) (=> (and (voted n v b) (base (epoch v) g)) (ancestor g b))))

(set-info :line (votes-stay-in-the-epoch "Members of an epoch vote for its heights only."))
(define-fun votes-stay-in-the-epoch () Bool
  (forall ((n Node) (v View) (b Block)) (=> (voted n v b) (= (epochOf b) (epoch v)))))

(set-info :line (commits-build-on-the-base "COMMITs are for blocks of the epoch, above the one on which it began."))
(define-fun commits-build-on-the-base () Bool
  (forall ((n Node) (v View) (b Block) (g Block))
    (=> (committed n v b) (and (= (epochOf b) (epoch v)) (=> (base (epoch v) g) (ancestor g b))))))

(set-info :line (certs-stay-in-the-epoch "So are certificates."))
(define-fun certs-stay-in-the-epoch () Bool
  (forall ((v View) (b Block) (g Block))
    (=> (certified v b) (and (= (epochOf b) (epoch v)) (=> (base (epoch v) g) (ancestor g b))))))

(set-info :line (decisions-stay-in-the-epoch "So are decisions."))
(define-fun decisions-stay-in-the-epoch () Bool
  (forall ((v View) (b Block) (g Block))
    (=> (decidedIn v b) (and (= (epochOf b) (epoch v)) (=> (base (epoch v) g) (ancestor g b))))))

(set-info :line (votes-are-submitted "Votes are for blocks of submitted requests."))
(define-fun votes-are-submitted () Bool
  (forall ((n Node) (v View) (b Block) (r Request)) (=> (and (voted n v b) (contains b r)) (submitted r))))

(set-info :line (certs-are-submitted "Certified blocks hold submitted requests only."))
(define-fun certs-are-submitted () Bool
  (forall ((v View) (b Block) (r Request)) (=> (and (certified v b) (contains b r)) (submitted r))))

(set-info :line (demand-is-certified "What a view demands has a certificate."))
(define-fun demand-is-certified () Bool
  (forall ((n Node) (v View) (b Block)) (=> (demanded n v b) (exists ((u View)) (certified u b)))))

(set-info :line (decided-is-submitted "Validity: a decided block holds submitted requests only."))
(define-fun decided-is-submitted () Bool
  (forall ((b Block) (r Request)) (=> (and (decided b) (contains b r)) (submitted r))))

(set-info :line (votes-are-fresh "No request of a block that is voted for is in one of its ancestors."))
(define-fun votes-are-fresh () Bool
  (forall ((n Node) (v View) (b Block) (a Block) (r Request))
    (=> (and (voted n v b) (ancestor a b) (not (= a b)) (contains b r)) (not (contains a r)))))

(set-info :line (certs-are-fresh "No request of a certified block is in one of its ancestors."))
(define-fun certs-are-fresh () Bool
  (forall ((v View) (b Block) (a Block) (r Request))
    (=> (and (certified v b) (ancestor a b) (not (= a b)) (contains b r)) (not (contains a r)))))

(set-info :line (decided-is-fresh "No request of a decided block is in one of its ancestors (PBFT-6)."))
(define-fun decided-is-fresh () Bool
  (forall ((b Block) (a Block) (r Request))
    (=> (and (decided b) (ancestor a b) (not (= a b)) (contains b r)) (not (contains a r)))))

(set-info :line (executed-is-decided "Replicas execute decided blocks only."))
(define-fun executed-is-decided () Bool (forall ((n Node) (b Block)) (=> (executed n b) (decided b))))

(set-info :line (executed-is-closed
  "They execute in the order of heights, without a gap, a loaded state included."))
(define-fun executed-is-closed () Bool
  (forall ((n Node) (a Block) (b Block)) (=> (and (executed n b) (ancestor a b)) (executed n a))))

(set-info :line (table-holds-executed "The client table of a replica has every request that its state has seen."))
(define-fun table-holds-executed () Bool
  (forall ((n Node) (a Block) (r Request)) (=> (and (executed n a) (contains a r)) (applied n r))))

(set-info :line (checkpoints-are-decided "CHECKPOINTs are for decided blocks."))
(define-fun checkpoints-are-decided () Bool
  (forall ((n Node) (b Block) (k Table)) (=> (checkpointed n b k) (decided b))))

(set-info :line (checkpoints-hold-executed "The table in a CHECKPOINT has all requests up to its block."))
(define-fun checkpoints-hold-executed () Bool
  (forall ((n Node) (b Block) (k Table) (a Block) (r Request))
    (=> (and (checkpointed n b k) (ancestor a b) (contains a r)) (holds k r))))

(set-info :line (once "Exactly once (PBFT-1): a replica executes a request in one block at most."))
(define-fun once () Bool
  (forall ((n Node) (a Block) (b Block) (r Request))
    (=> (and (executed n a) (executed n b) (contains a r) (contains b r)) (= a b))))

(set-info :line (said-is-logged "A replica has logged the votes that others can have heard."))
(define-fun said-is-logged () Bool (forall ((n Node) (v View) (b Block)) (=> (said n v b) (voted n v b))))

(set-info :line (told-is-logged "A replica has logged the COMMITs that others can have heard."))
(define-fun told-is-logged () Bool (forall ((n Node) (v View) (b Block)) (=> (told n v b) (committed n v b))))

(set-info :line (told-reaches-down
  "A COMMIT that others can have heard counts for the ancestors of the epoch too."))
(define-fun told-reaches-down () Bool
  (forall ((n Node) (v View) (b Block) (a Block))
    (=> (and (told n v b) (ancestor a b) (= (epochOf a) (epoch v))) (told n v a))))

(set-info :line (genesis-is-decided "The first block counts as decided."))
(define-fun genesis-is-decided () Bool (decided genesis))

(set-info :line (asked-is-logged "A replica has logged the VIEW-CHANGEs that others can have heard."))
(define-fun asked-is-logged () Bool (forall ((n Node) (v View)) (=> (asked n v) (changing n v))))

(set-info :line (gone-is-logged "A view that was left for good was left."))
(define-fun gone-is-logged () Bool (forall ((n Node) (v View)) (=> (gone n v) (left n v))))

(set-info :line (asked-is-gone "Whose VIEW-CHANGE was heard has left all lower views for good."))
(define-fun asked-is-gone () Bool (forall ((n Node) (v View) (u View)) (=> (and (asked n v) (vlt u v)) (gone n u))))

(set-info :line (told-is-gone "Whose COMMIT was heard has left all lower views for good."))
(define-fun told-is-gone () Bool
  (forall ((n Node) (v View) (b Block) (u View)) (=> (and (told n v b) (vlt u v)) (gone n u))))

(set-info :line (known-heights "The height up to which a replica knows decided blocks covers them all."))
(define-fun known-heights () Bool (forall ((n Node) (b Block)) (=> (known n b) (knownHeight n (height b)))))

(set-info :line (decided-is-closed "With a block all its ancestors are decided."))
(define-fun decided-is-closed () Bool
  (forall ((a Block) (b Block)) (=> (and (decided b) (ancestor a b)) (decided a))))

(set-info :line (decided-at-is-decided "What a view decided is decided."))
(define-fun decided-at-is-decided () Bool (forall ((v View) (b Block)) (=> (decidedIn v b) (decided b))))

(set-info :line (decided-at-needs-commits
  "For a decision, all honest members of a quorum have sent COMMIT in that view."))
(define-fun decided-at-needs-commits () Bool
  (forall ((v View) (b Block))
    (=>
      (decidedIn v b)
      (exists ((q Quorum)) (and (decides q v) (forall ((m Node)) (=> (member m q) (told m v b))))))))

; ----------------------------------------------------------------------------
; Lemmas: what follows from the invariant, and is used in place of several of its lines.

(set-info :lemma (choices-agree-with-decisions
  "If a quorum has left a view for good, what may still be decided there is on one branch with all that is
  decided."))
(define-fun choices-agree-with-decisions () Bool
  (forall ((p Quorum) (q Quorum) (v View) (b Block) (a Block))
    (=>
      (and (decides p v) (forall ((m Node)) (=> (member m p) (gone m v))) (choosable q v b) (decided a))
      (not (conflict a b)))))

(set-info :lemma (commit-quorums-agree
  "What a quorum commits in a view is on one branch with all that is decided."))
(define-fun commit-quorums-agree () Bool
  (forall ((q Quorum) (v View) (b Block) (a Block))
    (=> (and (decides q v) (forall ((m Node)) (=> (member m q) (told m v b))) (decided a)) (not (conflict a b)))))

(set-info :lemma (votes-agree-with-decided-before "Nobody votes against what was decided before the view."))
(define-fun votes-agree-with-decided-before () Bool
  (forall ((n Node) (w View) (c Block) (b Block)) (=> (and (voted n w c) (decidedBefore w b)) (not (conflict b c)))))

(set-info :lemma (certs-agree-with-decided-before "No certificate is against what was decided before the view."))
(define-fun certs-agree-with-decided-before () Bool
  (forall ((w View) (c Block) (b Block)) (=> (and (certified w c) (decidedBefore w b)) (not (conflict b c)))))

; ----------------------------------------------------------------------------
; The beginning.

(set-info :initially init)
(define-fun init () Bool
  (and
    (forall ((n Node) (v View)) (= (entered n v) (= v view0)))
    (forall ((n Node) (v View)) (not (left n v)))
    (forall ((n Node) (v View) (b Block)) (not (demanded n v b)))
    (forall ((n Node) (v View) (b Block)) (= (start n v b) (and (= v view0) (= b genesis))))
    (forall ((n Node) (v View) (b Block)) (not (voted n v b)))
    (forall ((n Node) (v View) (b Block)) (not (prepared n v b)))
    (forall ((n Node) (v View) (b Block)) (not (committed n v b)))
    (forall ((n Node) (v View)) (not (changing n v)))
    (forall ((n Node) (w View) (v View) (b Block)) (not (reported n w v b)))
    (forall ((n Node) (v View) (h Height)) (not (reportedHeight n v h)))
    (forall ((n Node) (b Block)) (= (known n b) (= b genesis)))
    (forall ((n Node) (h Height)) (= (knownHeight n h) (hle h (height genesis))))
    (forall ((e Epoch) (g Block)) (= (base e g) (and (= e (epoch view0)) (= g genesis))))
    (forall ((n Node) (b Block)) (= (executed n b) (= b genesis)))
    (forall ((n Node) (r Request)) (not (applied n r)))
    (forall ((n Node) (b Block) (k Table)) (not (checkpointed n b k)))
    (forall ((r Request)) (not (submitted r)))
    (forall ((n Node) (v View) (b Block)) (not (or (said n v b) (told n v b))))
    (forall ((n Node) (v View)) (not (or (asked n v) (gone n v))))
    (forall ((v View) (b Block)) (= (certified v b) false))
    (forall ((v View) (b Block)) (= (decidedIn v b) false))
    (forall ((b Block)) (= (decided b) (= b genesis)))
    (forall ((v View) (b Block)) (= (decidedBefore v b) (= b genesis)))))

; ----------------------------------------------------------------------------
; What an action is about.

(set-info :parameters parameters)
(declare-const n Node)
(declare-const v View)
(declare-const b Block)
(declare-const p Block)
(declare-const q Quorum)
(declare-const s Block)
(declare-const t Block)
(declare-const y Block)
(declare-const x View)
(declare-const r Request)
(declare-const k Table)
(declare-fun keptEntered (View) Bool)
(declare-fun keptLeft (View) Bool)
(declare-fun keptVoted (View Block) Bool)
(declare-fun keptPrepared (View Block) Bool)
(declare-fun keptCommitted (View Block) Bool)
(declare-fun keptChanging (View) Bool)
(declare-fun keptKnown (Block) Bool)
(declare-fun keptHeight (Height) Bool)
(declare-fun shown (View Block) Bool)
(declare-fun top (Block) View)

; ----------------------------------------------------------------------------
; Action: vote

(set-info :action (vote "n votes for b on the parent p in view v: PREPARE, or PRE-PREPARE if it leads v."))

(set-info :guard (vote.entered PBFT-3 "NormalCase.accept"
  "a vote is of the current view, after it was entered (PBFT-3)"
  "n entered the view."))
(define-fun vote.entered () Bool (entered n v))

(set-info :guard (vote.in-view PBFT-3 "NormalCase.accept"
  "a vote is of the current view, after it was entered (PBFT-3)"
  "n has not left it."))
(define-fun vote.in-view () Bool (not (left n v)))

(set-info :guard (vote.one-a-height PBFT-3 "NormalCase.accept"
  "one vote a view and height (PBFT-3)"
  "n has voted for no other block at this height in this view."))
(define-fun vote.one-a-height () Bool
  (forall ((c Block)) (=> (and (voted n v c) (= (height c) (height b))) (= c b))))

(set-info :guard (vote.parent PBFT-3 "DecidedChain.fault"
  ""
  "p is the parent of b."))
(define-fun vote.parent () Bool (parent p b))

(set-info :guard (vote.parent-ready PBFT-3 "NormalCase.parentReady"
  "the parent is decided or prepared in this view (PBFT-3)"
  "n knows p to be decided, or is prepared for it in this view. The primary needs only to have proposed p
  (PBFT-8), or that the view demands b (PBFT-7), or that its start names b (PBFT-39)."))
(define-fun vote.parent-ready () Bool
  (or (known n p) (prepared n v p) (and (primary n v) (or (voted n v p) (demanded n v b) (start n v b)))))

(set-info :guard (vote.demanded PBFT-10 "NormalCase.fault"
  "where the new view demands a block, no other is voted for (PBFT-10)"
  "The view demands no other block at this height."))
(define-fun vote.demanded () Bool
  (forall ((c Block)) (=> (and (demanded n v c) (= (height c) (height b))) (= c b))))

(set-info :guard (vote.above-start PBFT-10 "NormalCase.conflictsWithDecided"
  "at and under a view's start only blocks that it names are voted for (PBFT-10)"
  "b is above the start, or n knows it to be decided, or hash links lead from the start to it (PBFT-39)."))
(define-fun vote.above-start () Bool
  (or (known n b) (start n v b) (forall ((a Block)) (=> (start n v a) (hlt (height a) (height b))))))

(set-info :guard (vote.above-known PBFT-10 "NormalCase.conflictsWithDecided"
  "what is decided is voted for again or nothing (PBFT-10)"
  "b is above what n knows to be decided, or n knows it to be decided."))
(define-fun vote.above-known () Bool (or (known n b) (not (knownHeight n (height b)))))

(set-info :guard (vote.in-epoch PBFT-20 "NormalCase.fault"
  "an epoch's members vote at its heights only (PBFT-20)"
  "The epoch of the view decides the height of b on its branch. Why n knows this: count:an-end-is-known."))
(define-fun vote.in-epoch () Bool (= (epochOf b) (epoch v)))

(set-info :guard (vote.in-window PBFT-16 "PbftState.inRange"
  "votes lie between the water marks (PBFT-16)"
  "W and the water marks allow the height. What they allow is left open (window is any relation), so the proof
  is for any W and L; they can only forbid steps."))
(define-fun vote.in-window () Bool (window n v b))

(set-info :guard (vote.authentic PBFT-25 "RequestAuthenticity.isAuthenticated"
  ""
  "Clients made the requests of b; of what the view demands, and of what its start names, the primary believes
  the certificate."))
(define-fun vote.authentic () Bool
  (or
    (forall ((r Request)) (=> (contains b r) (submitted r)))
    (and (primary n v) (or (demanded n v b) (start n v b)))))

(set-info :guard (vote.fresh PBFT-6 "NormalCase.duplicateRequest"
  "a block has no request twice, and none of its ancestors' (PBFT-6)"
  "n has executed none of the requests of b, and none is in an ancestor that n has not executed. It does not
  look at what it knows to be decided, nor the primary at what the view demands or its start names."))
(define-fun vote.fresh () Bool
  (or
    (known n b)
    (and (primary n v) (or (demanded n v b) (start n v b)))
    (forall ((r Request))
      (=>
        (contains b r)
        (and
          (not (applied n r))
          (forall ((a Block)) (=> (and (ancestor a p) (not (executed n a))) (not (contains a r)))))))))

(define-fun vote/voted ((n1 Node) (v1 View) (b1 Block)) Bool (or (voted n1 v1 b1) (and (= n1 n) (= v1 v) (= b1 b))))

; ----------------------------------------------------------------------------
; Action: certify

(set-info :action (certify "The quorum q has voted for b in v; its faulty members may have said anything."))

(set-info :guard (certify.quorum PBFT-4 "NormalCase.onPrepare"
  "a replica counts only votes that it has received (PBFT-4)"
  "All honest members of q have sent this vote."))
(define-fun certify.quorum () Bool (forall ((m Node)) (=> (member m q) (said m v b))))

(set-info :guard (certify.members CONS-5 "PreparedCertificate.suffices"
  "a prepared certificate has Q distinct members and the primary (PBFT-4)"
  "q is a quorum of the members of this epoch."))
(define-fun certify.members () Bool (decides q v))

(define-fun certify/certified ((v1 View) (b1 Block)) Bool (or (certified v1 b1) (and (= v1 v) (= b1 b))))

; ----------------------------------------------------------------------------
; Action: prepare

(set-info :action (prepare "n is prepared for b on the parent p in view v, and logs COMMIT."))

(set-info :guard (prepare.in-view PBFT-4 "NormalCase.prepare"
  "a COMMIT is of the current view, after it was entered (PBFT-4)"
  "n has not left the view."))
(define-fun prepare.in-view () Bool (not (left n v)))

(set-info :guard (prepare.voted PBFT-4 "NormalCase.prepare"
  "the replica has voted for the block itself (PBFT-4)"
  "n has voted for b itself."))
(define-fun prepare.voted () Bool (voted n v b))

(set-info :guard (prepare.certified PBFT-4 "NormalCase.prepare"
  "a COMMIT rests on a prepared certificate of the same view, height and block (PBFT-4)"
  "There is a certificate."))
(define-fun prepare.certified () Bool (certified v b))

(set-info :guard (prepare.parent PBFT-4 "NormalCase.parentReady"
  ""
  "p is the parent of b."))
(define-fun prepare.parent () Bool (parent p b))

(set-info :guard (prepare.parent-ready PBFT-4 "NormalCase.parentReady"
  "the parent is decided or prepared in this view (PBFT-4)"
  "n knows p to be decided, or is prepared for it in this view; the primary too."))
(define-fun prepare.parent-ready () Bool (or (known n p) (prepared n v p)))

(define-fun prepare/prepared ((n1 Node) (v1 View) (b1 Block)) Bool
  (or (prepared n1 v1 b1) (and (= n1 n) (= v1 v) (= b1 b))))
(define-fun prepare/committed ((n1 Node) (v1 View) (b1 Block)) Bool
  (or (committed n1 v1 b1) (and (= n1 n) (= v1 v) (ancestor b1 b) (= (epochOf b1) (epoch v)))))

; ----------------------------------------------------------------------------
; Action: decide

(set-info :action (decide "The quorum q has sent COMMIT for b in v; with b its ancestors are decided."))

(set-info :guard (decide.quorum PBFT-5 "NormalCase.decide"
  "a decision rests on COMMITs for the block in one view (PBFT-5)"
  "All honest members of q have sent COMMIT in this one view."))
(define-fun decide.quorum () Bool (forall ((m Node)) (=> (member m q) (told m v b))))

(set-info :guard (decide.members PBFT-5 "Epochs.proves"
  "a decision takes Q distinct members of the epoch (PBFT-5, PBFT-20)"
  "q is a quorum of the members of this epoch."))
(define-fun decide.members () Bool (decides q v))

(define-fun decide/decidedIn ((v1 View) (b1 Block)) Bool
  (or (decidedIn v1 b1) (and (= v1 v) (ancestor b1 b) (= (epochOf b1) (epoch v)))))
(define-fun decide/decided ((b1 Block)) Bool (or (decided b1) (ancestor b1 b)))
(define-fun decide/decidedBefore ((v1 View) (b1 Block)) Bool
  (or (decidedBefore v1 b1) (and (vlt v v1) (= (epoch v) (epoch v1)) (ancestor b1 b) (= (epochOf b1) (epoch v)))))

; ----------------------------------------------------------------------------
; Action: learn

(set-info :action (learn "n learns that b is decided, block by block or with a certificate."))

(set-info :guard (learn.decided PBFT-12 "DecidedBlock.isSound"
  "a replica counts only COMMITs that it has received (PBFT-5)"
  "The block is decided."))
(define-fun learn.decided () Bool (decided b))

(define-fun learn/known ((n1 Node) (b1 Block)) Bool (or (known n1 b1) (and (= n1 n) (ancestor b1 b))))
(define-fun learn/knownHeight ((n1 Node) (h1 Height)) Bool
  (or (knownHeight n1 h1) (and (= n1 n) (hle h1 (height b)))))

; ----------------------------------------------------------------------------
; Action: conclude

(set-info :action (conclude "n learns that b is decided, since the start of its view is b or names it."))

(set-info :guard (conclude.start PBFT-39 "StartAncestry.decision"
  "a replica counts only COMMITs that it has received (PBFT-5)"
  "b is at or under the start of a view that n entered: the certificate of the start is in the NEW-VIEW."))
(define-fun conclude.start () Bool (start n v b))

(define-fun conclude/known ((n1 Node) (b1 Block)) Bool (or (known n1 b1) (and (= n1 n) (ancestor b1 b))))
(define-fun conclude/knownHeight ((n1 Node) (h1 Height)) Bool
  (or (knownHeight n1 h1) (and (= n1 n) (hle h1 (height b)))))

; ----------------------------------------------------------------------------
; Action: leave

(set-info :action (leave "n leaves its view and logs a VIEW-CHANGE for v."))

(set-info :guard (leave.first PBFT-9 "ViewChangeCoordinator.startViewChange"
  "a view is left for a higher one of the epoch (PBFT-9)"
  "n has logged no VIEW-CHANGE for this view."))
(define-fun leave.first () Bool (not (changing n v)))

(set-info :guard (leave.higher PBFT-9 "ViewChangeCoordinator.startViewChange"
  "a view is left for a higher one of the epoch (PBFT-9)"
  "n has neither entered nor left this view or a higher one."))
(define-fun leave.higher () Bool (and (not (left n v)) (forall ((u View)) (=> (vle v u) (not (entered n u))))))

(define-fun leave/left ((n1 Node) (v1 View)) Bool (or (left n1 v1) (and (= n1 n) (vlt v1 v))))
(define-fun leave/changing ((n1 Node) (v1 View)) Bool (or (changing n1 v1) (and (= n1 n) (= v1 v))))
(define-fun leave/reported ((n1 Node) (w1 View) (v1 View) (b1 Block)) Bool
  (ite
    (and (= n1 n) (= w1 v))
    (and (vlt v1 v) (= (epoch v1) (epoch v)) (prepared n v1 b1) (not (knownHeight n (height b1))))
    (reported n1 w1 v1 b1)))
(define-fun leave/reportedHeight ((n1 Node) (w1 View) (h1 Height)) Bool
  (ite (and (= n1 n) (= w1 v)) (knownHeight n h1) (reportedHeight n1 w1 h1)))

; ----------------------------------------------------------------------------
; Action: enter

(set-info :action (enter
  "n enters v with VIEW-CHANGEs of the quorum q. They show these certificates, start at s, and demand the chain
  above s up to t; y, certified in x, is what they show highest right above t."))
; What the new view demands.
(define-fun chosen ((b1 Block)) Bool (and (ancestor s b1) (not (= b1 s)) (ancestor b1 t)))

(set-info :guard (enter.waiting PBFT-10 "ViewChangeCoordinator.isPast"
  "no view under the current one is entered, and none twice (PBFT-10)"
  "n has neither entered nor left this view."))
(define-fun enter.waiting () Bool (and (not (left n v)) (not (entered n v))))

(set-info :guard (enter.quorum PBFT-10 "ViewChangeCoordinator.isSound"
  "a NEW-VIEW shows sound VIEW-CHANGEs of Q members (PBFT-10)"
  "All honest members of q have sent a VIEW-CHANGE for this view."))
(define-fun enter.quorum () Bool (forall ((m Node)) (=> (member m q) (asked m v))))

(set-info :guard (enter.members PBFT-20 "ViewChangeCoordinator.isSound"
  "a NEW-VIEW shows sound VIEW-CHANGEs of Q members (PBFT-10)"
  "q is a quorum of the members of this epoch."))
(define-fun enter.members () Bool (decides q v))

(set-info :guard (enter.start-in-epoch PBFT-20 "ViewChange.isSound"
  "the certificates of a VIEW-CHANGE are sound, in the order of heights (PBFT-9)"
  "The start is not below the block on which the epoch began."))
(define-fun enter.start-in-epoch () Bool (forall ((g Block)) (=> (base (epoch v) g) (hle (height g) (height s)))))

(set-info :guard (enter.shown PBFT-10 "NewViewChain.of"
  "a NEW-VIEW demands what rule D says (PBFT-10)"
  "Shown is what the honest members of q report; a faulty one may show any certificate that there is."))
(define-fun enter.shown () Bool
  (forall ((m Node) (u View) (c Block)) (=> (and (member m q) (reported m v u c)) (shown u c))))

(set-info :guard (enter.sound PBFT-9 "ViewChange.isSound"
  "the certificates of a VIEW-CHANGE are sound, in the order of heights (PBFT-9)"
  "Shown are certificates of lower views of the epoch."))
(define-fun enter.sound () Bool
  (forall ((u View) (c Block)) (=> (shown u c) (and (certified u c) (vlt u v) (= (epoch u) (epoch v))))))

(set-info :guard (enter.start PBFT-9 "ViewChange.isSound"
  "the certificates of a VIEW-CHANGE are sound, in the order of heights (PBFT-9)"
  "The start is decided."))
(define-fun enter.start () Bool (decided s))

(set-info :guard (enter.start-highest PBFT-10 "NewViewChain.of"
  "a NEW-VIEW demands what rule D says (PBFT-10)"
  "No honest member of q reports a higher decided block."))
(define-fun enter.start-highest () Bool
  (forall ((m Node) (h Height)) (=> (and (member m q) (reportedHeight m v h)) (hle h (height s)))))

(set-info :guard (enter.chain PBFT-10 "NewViewChain.of"
  "a NEW-VIEW demands what rule D says (PBFT-10)"
  "The tip is the start, or above it."))
(define-fun enter.chain () Bool (ancestor s t))

(set-info :guard (enter.highest PBFT-10 "NewViewChain.of"
  "a NEW-VIEW demands what rule D says (PBFT-10)"
  "Each demanded block has the certificate of the highest view among those shown at its height."))
(define-fun enter.highest () Bool
  (forall ((a Block))
    (=>
      (chosen a)
      (and
        (shown (top a) a)
        (forall ((u View) (c Block)) (=> (and (shown u c) (= (height c) (height a))) (vle u (top a))))))))

(set-info :guard (enter.stop PBFT-10 "NewViewChain.of"
  "a NEW-VIEW demands what rule D says (PBFT-10)"
  "Right above the tip none is shown, or the highest one is of no child of the tip."))
(define-fun enter.stop () Bool
  (or
    (forall ((u View) (c Block)) (=> (shown u c) (not (follows (height t) (height c)))))
    (and
      (shown x y)
      (follows (height t) (height y))
      (not (parent t y))
      (forall ((u View) (c Block)) (=> (and (shown u c) (= (height c) (height y))) (vle u x))))))

(define-fun enter/entered ((n1 Node) (v1 View)) Bool (or (entered n1 v1) (and (= n1 n) (= v1 v))))
(define-fun enter/left ((n1 Node) (v1 View)) Bool (or (left n1 v1) (and (= n1 n) (vlt v1 v))))
(define-fun enter/demanded ((n1 Node) (v1 View) (b1 Block)) Bool
  (or (demanded n1 v1 b1) (and (= n1 n) (= v1 v) (chosen b1))))
(define-fun enter/start ((n1 Node) (v1 View) (b1 Block)) Bool
  (or (start n1 v1 b1) (and (= n1 n) (= v1 v) (ancestor b1 s))))

; ----------------------------------------------------------------------------
; Action: begin

(set-info :action (begin "n begins the epoch of its first view v on the block s, whose checkpoint is stable."))

(set-info :guard (begin.known PBFT-20 "CheckpointProtocol.enterEpoch"
  "an epoch begins above a stable checkpoint (PBFT-20)"
  "n knows s to be decided; a stable checkpoint of s is more than this."))
(define-fun begin.known () Bool (known n s))

(set-info :guard (begin.seals PBFT-21 "Epochs.after"
  "all correct nodes know the same members (PBFT-21)"
  "s ends the epoch before."))
(define-fun begin.seals () Bool (opens s (epoch v)))

(set-info :guard (begin.first PBFT-20 "ViewChangeCoordinator.onEpoch"
  "epochs follow each other (PBFT-20)"
  "v is the first view of the epoch."))
(define-fun begin.first () Bool (forall ((u View)) (=> (= (epoch u) (epoch v)) (vle v u))))

(set-info :guard (begin.higher PBFT-20 "ViewChangeCoordinator.onEpoch"
  "epochs follow each other (PBFT-20)"
  "n has not been in v."))
(define-fun begin.higher () Bool (and (not (left n v)) (not (entered n v))))

(define-fun begin/base ((e1 Epoch) (b1 Block)) Bool (or (base e1 b1) (and (= e1 (epoch v)) (= b1 s))))
(define-fun begin/entered ((n1 Node) (v1 View)) Bool (or (entered n1 v1) (and (= n1 n) (= v1 v))))
(define-fun begin/left ((n1 Node) (v1 View)) Bool (or (left n1 v1) (and (= n1 n) (vlt v1 v))))
(define-fun begin/start ((n1 Node) (v1 View) (b1 Block)) Bool
  (or (start n1 v1 b1) (and (= n1 n) (= v1 v) (ancestor b1 s))))

; ----------------------------------------------------------------------------
; Action: submit

(set-info :action (submit "A client makes the request r."))

(define-fun submit/submitted ((r1 Request)) Bool (or (submitted r1) (= r1 r)))

; ----------------------------------------------------------------------------
; Action: execute

(set-info :action (execute "n executes b, the child of the last executed block p."))

(set-info :guard (execute.known PBFT-5 "PbftState.deliverDecided"
  "what is executed is decided"
  "n knows b to be decided."))
(define-fun execute.known () Bool (known n b))

(set-info :guard (execute.parent PBFT-5 "DecidedChain.takeNextForExecution"
  ""
  "p is the parent of b."))
(define-fun execute.parent () Bool (parent p b))

(set-info :guard (execute.in-order PBFT-5 "DecidedChain.takeNextForExecution"
  "what is executed is decided"
  "n has executed p, and not b."))
(define-fun execute.in-order () Bool (and (executed n p) (not (executed n b))))

(define-fun execute/executed ((n1 Node) (b1 Block)) Bool (or (executed n1 b1) (and (= n1 n) (= b1 b))))
(define-fun execute/applied ((n1 Node) (r1 Request)) Bool (or (applied n1 r1) (and (= n1 n) (contains b r1))))

; ----------------------------------------------------------------------------
; Action: checkpoint

(set-info :action (checkpoint
  "n sends CHECKPOINT for b, the last block that it executed, with its client table k."))

(set-info :guard (checkpoint.executed PBFT-15 "CheckpointProtocol.onExecuted"
  "a checkpoint says what executing its height has made (PBFT-15)"
  "b is the last block that n executed."))
(define-fun checkpoint.executed () Bool
  (and (executed n b) (forall ((a Block)) (=> (executed n a) (ancestor a b)))))

(set-info :guard (checkpoint.table PBFT-15 "CheckpointProtocol.onExecuted"
  "replicas that have executed the same have the same state (PBFT-15)"
  "k is the client table of n."))
(define-fun checkpoint.table () Bool (forall ((r Request)) (= (holds k r) (applied n r))))

(define-fun checkpoint/checkpointed ((n1 Node) (b1 Block) (k1 Table)) Bool
  (or (checkpointed n1 b1 k1) (and (= n1 n) (= b1 b) (= k1 k))))

; ----------------------------------------------------------------------------
; Action: install

(set-info :action (install
  "State transfer: n takes over the state after b, with client table k, that the quorum q signed."))

(set-info :guard (install.quorum PBFT-17 "StableCheckpoint.isSound"
  "a checkpoint is stable with Q equal CHECKPOINTs of members (PBFT-16)"
  "All honest members of q have sent this CHECKPOINT."))
(define-fun install.quorum () Bool (forall ((m Node)) (=> (member m q) (checkpointed m b k))))

(set-info :guard (install.members PBFT-21 "StableCheckpoint.isSound"
  "a checkpoint is stable with Q equal CHECKPOINTs of members (PBFT-16)"
  "q is a quorum of the members who decide b."))
(define-fun install.members () Bool (base (epochOf b) (membersAt q)))

(define-fun install/executed ((n1 Node) (b1 Block)) Bool (ite (= n1 n) (ancestor b1 b) (executed n1 b1)))
(define-fun install/applied ((n1 Node) (r1 Request)) Bool (ite (= n1 n) (holds k r1) (applied n1 r1)))
(define-fun install/known ((n1 Node) (b1 Block)) Bool (or (known n1 b1) (and (= n1 n) (ancestor b1 b))))
(define-fun install/knownHeight ((n1 Node) (h1 Height)) Bool
  (or (knownHeight n1 h1) (and (= n1 n) (hle h1 (height b)))))

; ----------------------------------------------------------------------------
; Action: say

(set-info :action (say "The vote of n is durable, and sent."))

(set-info :guard (say.logged PBFT-18 "Outbox.signAndBroadcastWhenDurable"
  "what a correct node says it has promised before"
  "n has logged the vote."))
(define-fun say.logged () Bool (voted n v b))

(define-fun say/said ((n1 Node) (v1 View) (b1 Block)) Bool (or (said n1 v1 b1) (and (= n1 n) (= v1 v) (= b1 b))))
(define-fun say/gone ((n1 Node) (v1 View)) Bool (or (gone n1 v1) (and (= n1 n) (vlt v1 v))))

; ----------------------------------------------------------------------------
; Action: tell

(set-info :action (tell "The COMMIT of n is durable, and sent."))

(set-info :guard (tell.logged PBFT-18 "Outbox.signAndBroadcastWhenDurable"
  "what a correct node says it has promised before"
  "n has logged that it is prepared."))
(define-fun tell.logged () Bool (prepared n v b))

(define-fun tell/told ((n1 Node) (v1 View) (b1 Block)) Bool
  (or (told n1 v1 b1) (and (= n1 n) (= v1 v) (ancestor b1 b) (= (epochOf b1) (epoch v)))))
(define-fun tell/gone ((n1 Node) (v1 View)) Bool (or (gone n1 v1) (and (= n1 n) (vlt v1 v))))

; ----------------------------------------------------------------------------
; Action: ask

(set-info :action (ask "The VIEW-CHANGE of n is durable, and sent."))

(set-info :guard (ask.logged PBFT-18 "Outbox.signAndBroadcastWhenDurable"
  "what a correct node says it has promised before"
  "n has logged the VIEW-CHANGE."))
(define-fun ask.logged () Bool (changing n v))

(define-fun ask/asked ((n1 Node) (v1 View)) Bool (or (asked n1 v1) (and (= n1 n) (= v1 v))))
(define-fun ask/gone ((n1 Node) (v1 View)) Bool (or (gone n1 v1) (and (= n1 n) (vlt v1 v))))

; ----------------------------------------------------------------------------
; Action: restart

(set-info :action (restart
  "n restarts with the beginning of its log that the disk kept, and with its snapshot k of block s. The kept…
  relations are what this beginning says. It loses whatever was not durable."))

(set-info :guard (restart.subset PBFT-18 "LogRecovery.replay"
  "a restarted replica has voted for nothing that it had not (PBFT-18)"
  "The log says nothing that n had not logged."))
(define-fun restart.subset () Bool
  (and
    (forall ((u View))
      (and (=> (keptEntered u) (entered n u)) (=> (keptLeft u) (left n u)) (=> (keptChanging u) (changing n u))))
    (forall ((u View) (c Block))
      (and
        (=> (keptVoted u c) (voted n u c))
        (=> (keptPrepared u c) (prepared n u c))
        (=> (keptCommitted u c) (committed n u c))))
    (forall ((c Block)) (=> (keptKnown c) (known n c)))))

(set-info :guard (restart.keeps-votes PBFT-18 "LogRecovery.replay"
  "a vote that was heard is not forgotten (PBFT-18)"
  "It has every vote that can have been heard; if it has not, n votes no more with its key (PBFT-29)."))
(define-fun restart.keeps-votes () Bool (forall ((u View) (c Block)) (=> (said n u c) (keptVoted u c))))

(set-info :guard (restart.keeps-commits PBFT-18 "LogRecovery.replay"
  "a vote that was heard is not forgotten (PBFT-18)"
  "It has every COMMIT that can have been heard (PBFT-29)."))
(define-fun restart.keeps-commits () Bool (forall ((u View) (c Block)) (=> (told n u c) (keptCommitted u c))))

(set-info :guard (restart.keeps-view-changes PBFT-18 "LogRecovery.replay"
  "a VIEW-CHANGE that was heard is not forgotten (PBFT-18)"
  "It has every VIEW-CHANGE that can have been heard (PBFT-29)."))
(define-fun restart.keeps-view-changes () Bool (forall ((u View)) (=> (asked n u) (keptChanging u))))

(set-info :guard (restart.keeps-left-views PBFT-18 "LogRecovery.replay"
  "a restarted replica is in no view that it was not in (PBFT-18)"
  "It does not return to a view that it left for good."))
(define-fun restart.keeps-left-views () Bool (forall ((u View)) (=> (gone n u) (keptLeft u))))

(set-info :guard (restart.prefix-entry PBFT-18 "LogRecovery.replay"
  ""
  "The log is in order: a view was entered before a vote in it."))
(define-fun restart.prefix-entry () Bool
  (forall ((u View) (c Block)) (and (=> (keptVoted u c) (keptEntered u)) (=> (keptCommitted u c) (keptEntered u)))))

(set-info :guard (restart.prefix-left PBFT-18 "LogRecovery.replay"
  ""
  "Lower views were left before a view was entered or asked for."))
(define-fun restart.prefix-left () Bool
  (forall ((u View) (w View)) (=> (and (vlt u w) (or (keptEntered w) (keptChanging w))) (keptLeft u))))

(set-info :guard (restart.prefix-votes PBFT-18 "LogRecovery.replay"
  ""
  "A vote came before its certificate, which is COMMIT too."))
(define-fun restart.prefix-votes () Bool
  (forall ((u View) (c Block)) (=> (keptPrepared u c) (and (keptVoted u c) (keptCommitted u c)))))

(set-info :guard (restart.prefix-parents PBFT-18 "LogRecovery.replay"
  ""
  "What made the parent ready came before."))
(define-fun restart.prefix-parents () Bool
  (forall ((u View) (c Block) (a Block))
    (=> (and (keptPrepared u c) (ancestor a c)) (or (keptPrepared u a) (keptKnown a)))))

(set-info :guard (restart.prefix-certificates PBFT-18 "LogRecovery.replay"
  ""
  "COMMIT follows from a certificate in the log, of the block or a descendant."))
(define-fun restart.prefix-certificates () Bool
  (forall ((u View) (c Block)) (=> (keptCommitted u c) (or (keptPrepared u c) (keptKnown c)))))

(set-info :guard (restart.prefix-ancestors PBFT-18 "LogRecovery.replay"
  ""
  "A COMMIT counts for the ancestors of the epoch too."))
(define-fun restart.prefix-ancestors () Bool
  (forall ((u View) (c Block) (a Block))
    (=> (and (keptCommitted u c) (ancestor a c) (= (epochOf a) (epoch u))) (keptCommitted u a))))

(set-info :guard (restart.chain PBFT-18 "LogRecovery.replay"
  "a restarted replica has decided what it had decided before, or less (PBFT-18)"
  "The decided blocks in the log are a chain."))
(define-fun restart.chain () Bool
  (and
    (forall ((c Block)) (=> (keptKnown c) (keptHeight (height c))))
    (forall ((c Block) (a Block)) (=> (and (keptKnown c) (ancestor a c)) (keptKnown a)))))

(set-info :guard (restart.snapshot PBFT-18 "StateTransfer.resumeFromSnapshot"
  "the checkpoint that it kept was stable (PBFT-18)"
  "The state is that of a CHECKPOINT that n sent, or the first."))
(define-fun restart.snapshot () Bool
  (or (checkpointed n s k) (and (= s genesis) (forall ((r Request)) (not (holds k r))))))

(define-fun restart/entered ((n1 Node) (v1 View)) Bool (ite (= n1 n) (keptEntered v1) (entered n1 v1)))
(define-fun restart/left ((n1 Node) (v1 View)) Bool (ite (= n1 n) (keptLeft v1) (left n1 v1)))
(define-fun restart/changing ((n1 Node) (v1 View)) Bool (ite (= n1 n) (keptChanging v1) (changing n1 v1)))
(define-fun restart/voted ((n1 Node) (v1 View) (b1 Block)) Bool (ite (= n1 n) (keptVoted v1 b1) (voted n1 v1 b1)))
(define-fun restart/prepared ((n1 Node) (v1 View) (b1 Block)) Bool
  (ite (= n1 n) (keptPrepared v1 b1) (prepared n1 v1 b1)))
(define-fun restart/committed ((n1 Node) (v1 View) (b1 Block)) Bool
  (ite (= n1 n) (keptCommitted v1 b1) (committed n1 v1 b1)))
(define-fun restart/demanded ((n1 Node) (v1 View) (b1 Block)) Bool
  (and (demanded n1 v1 b1) (or (not (= n1 n)) (keptEntered v1))))
(define-fun restart/start ((n1 Node) (v1 View) (b1 Block)) Bool
  (and (start n1 v1 b1) (or (not (= n1 n)) (keptEntered v1))))
(define-fun restart/reported ((n1 Node) (w1 View) (v1 View) (b1 Block)) Bool
  (and (reported n1 w1 v1 b1) (or (not (= n1 n)) (keptChanging w1))))
(define-fun restart/reportedHeight ((n1 Node) (v1 View) (h1 Height)) Bool
  (and (reportedHeight n1 v1 h1) (or (not (= n1 n)) (keptChanging v1))))
(define-fun restart/known ((n1 Node) (b1 Block)) Bool (ite (= n1 n) (keptKnown b1) (known n1 b1)))
(define-fun restart/knownHeight ((n1 Node) (h1 Height)) Bool (ite (= n1 n) (keptHeight h1) (knownHeight n1 h1)))
(define-fun restart/executed ((n1 Node) (b1 Block)) Bool (ite (= n1 n) (ancestor b1 s) (executed n1 b1)))
(define-fun restart/applied ((n1 Node) (r1 Request)) Bool (ite (= n1 n) (holds k r1) (applied n1 r1)))

; ----------------------------------------------------------------------------
; What the axioms on quorums and epochs rest on: numbers.

(set-info :count (quorums-meet
  "Two quorums of n members share more than f, hence an honest one (CONS-5)."))
(define-fun count.quorums-meet () Bool
  (forall ((n Int)) (=> (>= n 4) (let ((f (div (- n 1) 3))) (let ((q (div (+ n f 2) 2))) (>= (- (+ q q) n) (+ f 1)))))))

(set-info :count (quorums-hold-a-backup
  "A quorum has two honest members or more, one of which does not lead the view (CONS-5)."))
(define-fun count.quorums-hold-a-backup () Bool
  (forall ((n Int)) (=> (>= n 4) (let ((f (div (- n 1) 3))) (let ((q (div (+ n f 2) 2))) (>= (- q f) 2))))))

(set-info :count (an-end-is-known
  "Who votes above the end H of an epoch has executed the change at h that ends it: H >= h + W, and it has
  executed W below its vote (PBFT-7, PBFT-20)."))
(define-fun count.an-end-is-known () Bool
  (forall ((h Int) (end Int) (w Int) (vote Int) (executed Int))
    (=> (and (>= w 1) (>= end (+ h w)) (> vote end) (>= executed (- vote w))) (>= executed h))))

; ----------------------------------------------------------------------------
; The conditions: the lines that each one uses, of the state before (or after: +), and what it needs to know of
; single blocks. A condition that is not here uses only the line itself.

(set-info :condition (lemma:choices-agree-with-decisions
  (uses agreement decided-somewhere decided-at-needs-commits told-is-logged decisions-agree decisions-and-certs
    certs-agree commits-are-certified bases-are-decided decided-is-closed decisions-stay-in-the-epoch
    certs-stay-in-the-epoch)
  (instances (last g !a !v))))
(set-info :condition (lemma:commit-quorums-agree
  (uses told-is-logged agreement decided-somewhere decided-at-needs-commits decisions-agree decisions-and-certs
    certs-agree commits-are-certified bases-are-decided decided-is-closed decisions-stay-in-the-epoch
    commits-build-on-the-base)
  (instances (last g !a !v))))
(set-info :condition (lemma:votes-agree-with-decided-before
  (uses votes-agree decided-before-has-a-view decided-at-needs-commits told-is-logged)))
(set-info :condition (lemma:certs-agree-with-decided-before
  (uses certs-agree decided-before-has-a-view decided-at-needs-commits told-is-logged)))
(set-info :condition (vote:votes-agree
  (uses votes-agree demand-covers demand-is-a-chain demand-is-closed choices-agree-with-decisions
    known-is-decided start-is-decided entry-is-a-quorum hold-needs)
  (instances (ancestor d !b b))))
(set-info :condition (vote:votes-reach-down
  (uses votes-reach-down hold-needs known-is-decided decided-is-closed)))
(set-info :condition (vote:votes-build-on-the-base
  (uses agreement hold-needs known-is-decided bases-are-decided start-has-the-base start-is-decided
    demand-builds-on-the-base votes-build-on-the-base)))
(set-info :condition (vote:votes-are-submitted
  (uses votes-are-submitted certs-are-submitted demand-is-certified start-is-decided decided-is-submitted)))
(set-info :condition (vote:votes-are-fresh
  (uses known-is-decided start-is-decided demand-is-certified votes-are-fresh certs-are-fresh decided-is-fresh
    table-holds-executed)))
(set-info :condition (certify:certs-agree
  (uses votes-agree certs-agree said-is-logged)))
(set-info :condition (certify:certs-reach-down
  (uses votes-reach-down certs-reach-down said-is-logged)))
(set-info :condition (certify:decisions-and-certs
  (uses said-is-logged decisions-and-certs decisions-are-certified votes-agree-with-decided-before
    certs-reach-down+ cert-unique+ agreement decided-at-is-decided decided-at-reaches-down
    decisions-stay-in-the-epoch bases-are-decided votes-build-on-the-base)
  (instances (ancestor z !b !c) (ancestor z2 !c !b))))
(set-info :condition (certify:cert-unique
  (uses vote-unique certs-need-votes bases-are-unique said-is-logged)))
(set-info :condition (certify:certs-stay-in-the-epoch
  (uses votes-build-on-the-base votes-stay-in-the-epoch certs-stay-in-the-epoch said-is-logged)))
(set-info :condition (certify:certs-are-submitted
  (uses votes-are-submitted certs-are-submitted said-is-logged)))
(set-info :condition (certify:certs-are-fresh
  (uses votes-are-fresh certs-are-fresh said-is-logged)))
(set-info :condition (prepare:demand-covers
  (uses demand-covers gone-is-logged)))
(set-info :condition (prepare:votes-agree
  (uses votes-agree gone-is-logged)))
(set-info :condition (prepare:certs-agree
  (uses certs-agree gone-is-logged)))
(set-info :condition (prepare:decisions-agree
  (uses decisions-agree gone-is-logged)))
(set-info :condition (prepare:commits-are-certified
  (uses certs-reach-down commits-are-certified)))
(set-info :condition (prepare:late-decisions
  (uses late-decisions gone-is-logged)))
(set-info :condition (prepare:hold-needs
  (uses hold-needs votes-stay-in-the-epoch)))
(set-info :condition (prepare:hold-reaches-down
  (uses hold-reaches-down known-is-closed)))
(set-info :condition (prepare:commit-needs
  (uses hold-reaches-down commit-needs known-is-closed)))
(set-info :condition (prepare:reports-are-complete
  (uses reports-are-complete left-on-vc)))
(set-info :condition (prepare:commits-build-on-the-base
  (uses bases-are-decided votes-build-on-the-base commits-build-on-the-base)))
(set-info :condition (decide:agreement
  (uses agreement commit-quorums-agree)))
(set-info :condition (decide:decisions-agree
  (uses told-is-logged choices-agree-with-decisions commits-are-certified decisions-agree certs-agree
    told-is-gone)))
(set-info :condition (decide:decisions-are-certified
  (uses told-is-logged late-decisions commits-are-certified commits-reach-down decisions-are-certified
    bases-are-unique)))
(set-info :condition (decide:decisions-and-certs
  (uses told-is-logged commits-are-certified late-decisions certs-agree-with-decided-before decisions-and-certs
    decisions-agree cert-unique certs-reach-down decided-somewhere decided-at-is-decided-before
    commits-reach-down certs-stay-in-the-epoch decisions-stay-in-the-epoch bases-are-decided)
  (instances (ancestor z !b !c) (ancestor z2 !c !b))))
(set-info :condition (decide:late-decisions
  (uses certs-reach-down commits-are-certified late-decisions certs-stay-in-the-epoch told-is-logged told-is-gone
    decided-is-closed)))
(set-info :condition (decide:decided-somewhere
  (uses decided-somewhere bases-are-decided commits-build-on-the-base told-is-logged decided-is-closed)))
(set-info :condition (decide:decisions-stay-in-the-epoch
  (uses bases-are-decided commits-build-on-the-base decisions-stay-in-the-epoch told-is-logged)))
(set-info :condition (decide:decided-is-submitted
  (uses certs-reach-down commits-are-certified certs-are-submitted decided-is-submitted told-is-logged
    decided-is-closed)))
(set-info :condition (decide:decided-is-fresh
  (uses certs-reach-down commits-are-certified certs-are-fresh decided-is-fresh told-is-logged decided-is-closed)))
(set-info :condition (decide:genesis-is-decided
  (uses)))
(set-info :condition (decide:decided-at-needs-commits
  (uses decided-at-needs-commits told-reaches-down)))
(set-info :condition (learn:known-is-decided
  (uses known-is-decided decided-is-closed)))
(set-info :condition (conclude:known-is-decided
  (uses known-is-decided start-is-decided decided-is-closed)))
(set-info :condition (leave:reports-are-complete
  (uses commit-needs reports-are-complete known-heights)))
(set-info :condition (enter:demand-covers
  (uses demand-covers cert-unique certs-agree commits-reach-down reports-are-complete asked-is-gone
    asked-is-logged choices-agree-with-decisions bases-are-decided commits-build-on-the-base)
  (instances (ancestor e !b t) (ancestor f t !b) (child c t !b))))
(set-info :condition (enter:entry-is-a-quorum
  (uses entry-is-a-quorum asked-is-gone)))
(set-info :condition (enter:demand-is-a-chain
  (uses demand-is-a-chain demand-is-after-entry)))
(set-info :condition (enter:start-is-decided
  (uses start-is-decided decided-is-closed)))
(set-info :condition (enter:start-has-the-base
  (uses agreement bases-are-decided start-has-the-base)))
(set-info :condition (enter:demand-builds-on-the-base
  (uses agreement bases-are-decided demand-builds-on-the-base)))
(set-info :condition (begin:demand-covers
  (uses agreement demand-covers entry-is-a-quorum known-is-decided bases-are-decided)))
(set-info :condition (begin:votes-agree
  (uses agreement votes-agree entry-is-a-quorum votes-are-after-entry known-is-decided bases-are-decided)))
(set-info :condition (begin:certs-agree
  (uses agreement certs-agree certs-need-votes known-is-decided bases-are-decided)))
(set-info :condition (begin:decisions-agree
  (uses agreement decisions-agree known-is-decided bases-are-decided decided-at-needs-commits)))
(set-info :condition (begin:demand-is-a-chain
  (uses demand-is-a-chain demand-is-after-entry)))
(set-info :condition (begin:bases-are-decided
  (uses known-is-decided bases-are-decided)))
(set-info :condition (begin:bases-are-unique
  (uses agreement known-is-decided bases-are-decided)))
(set-info :condition (begin:start-is-decided
  (uses start-is-decided known-is-decided decided-is-closed)))
(set-info :condition (begin:start-has-the-base
  (uses agreement known-is-decided bases-are-decided entry-begins-on-a-base start-has-the-base)))
(set-info :condition (begin:demand-builds-on-the-base
  (uses agreement demand-is-after-entry known-is-decided bases-are-decided entry-begins-on-a-base
    demand-builds-on-the-base)))
(set-info :condition (begin:votes-build-on-the-base
  (uses agreement votes-are-after-entry known-is-decided bases-are-decided entry-begins-on-a-base
    votes-build-on-the-base)))
(set-info :condition (begin:commits-build-on-the-base
  (uses agreement commits-are-certified certs-need-votes known-is-decided bases-are-decided
    commits-build-on-the-base)))
(set-info :condition (begin:certs-stay-in-the-epoch
  (uses agreement certs-need-votes known-is-decided bases-are-decided certs-stay-in-the-epoch)))
(set-info :condition (begin:decisions-stay-in-the-epoch
  (uses agreement known-is-decided decisions-stay-in-the-epoch decided-at-is-decided)))
(set-info :condition (execute:executed-is-decided
  (uses known-is-decided executed-is-decided)))
(set-info :condition (execute:once
  (uses decided-is-fresh executed-is-decided known-is-decided agreement)))
(set-info :condition (checkpoint:checkpoints-are-decided
  (uses executed-is-decided checkpoints-are-decided)))
(set-info :condition (checkpoint:checkpoints-hold-executed
  (uses executed-is-closed table-holds-executed checkpoints-hold-executed)))
(set-info :condition (install:known-is-decided
  (uses known-is-decided checkpoints-are-decided decided-is-closed)))
(set-info :condition (install:executed-is-decided
  (uses executed-is-decided checkpoints-are-decided decided-is-closed)))
(set-info :condition (install:table-holds-executed
  (uses table-holds-executed checkpoints-hold-executed)))
(set-info :condition (install:once
  (uses decided-is-fresh checkpoints-are-decided once decided-is-closed)))
(set-info :condition (say:gone-is-logged
  (uses left-on-entry votes-are-after-entry gone-is-logged)))
(set-info :condition (tell:told-is-logged
  (uses hold-needs commits-reach-down told-is-logged)))
(set-info :condition (tell:gone-is-logged
  (uses hold-needs left-on-entry votes-are-after-entry gone-is-logged)))
(set-info :condition (ask:gone-is-logged
  (uses left-on-vc gone-is-logged)))
(set-info :condition (restart:executed-is-decided
  (uses executed-is-decided checkpoints-are-decided genesis-is-decided decided-is-closed)))
(set-info :condition (restart:table-holds-executed
  (uses table-holds-executed checkpoints-hold-executed)))
(set-info :condition (restart:once
  (uses decided-is-fresh checkpoints-are-decided once decided-is-closed)))

; ----------------------------------------------------------------------------
; What is needed: without the first name, the condition has a counterexample to induction; and the guards that only
; forbid, which no condition uses. A PREPARE after its view was left does no harm, a COMMIT would; and of the signers
; of a checkpoint one honest one is enough.

(set-info :needed (vote.entered vote:votes-are-after-entry))
(set-info :needed (vote.one-a-height vote:vote-unique))
(set-info :needed (vote.parent vote:votes-are-fresh))
(set-info :needed (vote.authentic vote:votes-are-submitted))
(set-info :needed (certify.quorum certify:certs-reach-down))
(set-info :needed (certify.members certify:certs-need-votes))
(set-info :needed (prepare.voted prepare:hold-needs))
(set-info :needed (prepare.certified prepare:commits-are-certified))
(set-info :needed (prepare.parent prepare:hold-reaches-down))
(set-info :needed (decide.quorum decide:agreement))
(set-info :needed (decide.members decide:agreement))
(set-info :needed (learn.decided learn:known-is-decided))
(set-info :needed (conclude.start conclude:known-is-decided))
(set-info :needed (start-is-decided conclude:known-is-decided))
(set-info :needed (begin.seals begin:demand-covers))
(set-info :needed (begin.first begin:entry-is-a-quorum))
(set-info :needed (execute.known execute:executed-is-decided))
(set-info :needed (execute.parent execute:executed-is-closed))
(set-info :needed (checkpoint.executed checkpoint:checkpoints-are-decided))
(set-info :needed (checkpoint.table checkpoint:checkpoints-hold-executed))
(set-info :needed (install.quorum install:known-is-decided))
(set-info :needed (say.logged say:said-is-logged))
(set-info :needed (tell.logged tell:told-is-logged))
(set-info :needed (ask.logged ask:asked-is-logged))
(set-info :needed (restart.subset restart:commits-are-certified))
(set-info :needed (restart.keeps-commits restart:told-is-logged))
(set-info :needed (restart.keeps-view-changes restart:asked-is-logged))
(set-info :needed (restart.keeps-left-views restart:gone-is-logged))
(set-info :needed (restart.prefix-left restart:left-on-vc))
(set-info :needed (restart.prefix-votes restart:hold-needs))
(set-info :needed (restart.prefix-parents restart:hold-reaches-down))
(set-info :needed (restart.prefix-certificates restart:commit-needs))
(set-info :needed (restart.prefix-ancestors restart:commits-reach-down))
(set-info :needed (restart.chain restart:known-is-closed))
(set-info :needed (restart.snapshot restart:executed-is-decided))
(set-info :needed (views-are-ordered decide:late-decisions))
(set-info :needed (heights-are-ordered certify:decisions-and-certs))
(set-info :needed (blocks-are-a-tree lemma:votes-agree-with-decided-before))
(set-info :needed (heights-grow learn:known-heights))
(set-info :needed (parents vote:votes-reach-down))
(set-info :needed (epochs-are-ordered begin:commits-build-on-the-base))
(set-info :needed (epochs-divide-branches vote:votes-build-on-the-base))
(set-info :needed (genesis-is-empty restart:table-holds-executed))
(set-info :needed (quorums-hold-a-backup certify:certs-reach-down))
(set-info :needed (votes-agree certify:certs-agree))
(set-info :needed (certs-reach-down decide:decided-is-submitted))
(set-info :needed (commits-are-certified decide:decisions-are-certified))
(set-info :needed (late-decisions decide:decisions-are-certified))
(set-info :needed (votes-reach-down certify:certs-reach-down))
(set-info :needed (decided-at-reaches-down certify:decisions-and-certs))
(set-info :needed (certs-need-votes begin:certs-agree))
(set-info :needed (hold-needs vote:votes-reach-down))
(set-info :needed (hold-reaches-down prepare:commit-needs))
(set-info :needed (commit-needs leave:reports-are-complete))
(set-info :needed (commits-reach-down decide:decisions-are-certified))
(set-info :needed (left-on-vc ask:gone-is-logged))
(set-info :needed (left-on-entry say:gone-is-logged))
(set-info :needed (entry-is-a-quorum begin:demand-covers))
(set-info :needed (votes-are-after-entry begin:votes-agree))
(set-info :needed (known-is-closed prepare:hold-reaches-down))
(set-info :needed (bases-are-decided begin:demand-covers))
(set-info :needed (entry-begins-on-a-base begin:start-has-the-base))
(set-info :needed (votes-build-on-the-base certify:certs-stay-in-the-epoch))
(set-info :needed (votes-stay-in-the-epoch certify:certs-stay-in-the-epoch))
(set-info :needed (votes-are-submitted certify:certs-are-submitted))
(set-info :needed (certs-are-submitted vote:votes-are-submitted))
(set-info :needed (demand-is-certified vote:votes-are-submitted))
(set-info :needed (votes-are-fresh certify:certs-are-fresh))
(set-info :needed (decided-is-fresh vote:votes-are-fresh))
(set-info :needed (executed-is-decided checkpoint:checkpoints-are-decided))
(set-info :needed (executed-is-closed checkpoint:checkpoints-hold-executed))
(set-info :needed (table-holds-executed checkpoint:checkpoints-hold-executed))
(set-info :needed (checkpoints-are-decided install:known-is-decided))
(set-info :needed (checkpoints-hold-executed install:table-holds-executed))
(set-info :needed (said-is-logged certify:certs-agree))
(set-info :needed (told-reaches-down decide:decided-at-needs-commits))
(set-info :needed (genesis-is-decided restart:executed-is-decided))
(set-info :needed (known-heights leave:reports-are-complete))
(set-info :needed (decided-is-closed decide:decided-is-submitted))
(set-info :needed (decided-at-needs-commits lemma:votes-agree-with-decided-before))
(set-info :needed (commit-quorums-agree decide:agreement))
(set-info :needed (vote.above-start vote:votes-build-on-the-base))
(set-info :needed (vote.in-epoch vote:votes-stay-in-the-epoch))
(set-info :needed (begin.higher begin:demand-is-a-chain))
(set-info :needed (quorums-meet certify:cert-unique))
(set-info :needed (begin.known begin:bases-are-decided))
(set-info :needed (restart.prefix-entry restart:votes-are-after-entry))
(set-info :needed (vote.parent-ready vote:votes-agree))
(set-info :needed (vote.fresh vote:votes-are-fresh))
(set-info :needed (prepare.parent-ready prepare:hold-reaches-down))
(set-info :needed (enter.waiting enter:demand-is-a-chain))
(set-info :needed (enter.quorum enter:entry-is-a-quorum))
(set-info :needed (enter.members enter:entry-is-a-quorum))
(set-info :needed (enter.sound enter:demand-is-certified))
(set-info :needed (enter.highest enter:demand-is-certified))
(set-info :needed (execute.in-order execute:executed-is-closed))
(set-info :needed (restart.keeps-votes restart:said-is-logged))
(set-info :needed (agreement certify:decisions-and-certs))
(set-info :needed (certs-agree lemma:commit-quorums-agree))
(set-info :needed (decisions-agree lemma:commit-quorums-agree))
(set-info :needed (decisions-are-certified certify:decisions-and-certs))
(set-info :needed (cert-unique decide:decisions-and-certs))
(set-info :needed (vote-unique certify:cert-unique))
(set-info :needed (demand-is-closed vote:votes-agree))
(set-info :needed (demand-is-after-entry enter:demand-is-a-chain))
(set-info :needed (bases-are-unique certify:cert-unique))
(set-info :needed (certs-are-fresh vote:votes-are-fresh))
(set-info :needed (asked-is-logged enter:demand-covers))
(set-info :needed (gone-is-logged prepare:demand-covers))
(set-info :needed (asked-is-gone enter:entry-is-a-quorum))
(set-info :needed (told-is-gone decide:late-decisions))
(set-info :needed (decided-at-is-decided begin:decisions-stay-in-the-epoch))
(set-info :needed (choices-agree-with-decisions vote:votes-agree))
(set-info :needed (votes-agree-with-decided-before certify:decisions-and-certs))
(set-info :needed (certs-agree-with-decided-before decide:decisions-and-certs))
(set-info :needed (vote.demanded vote:votes-agree))
(set-info :needed (enter.shown enter:demand-covers))
(set-info :needed (enter.chain enter:demand-covers))
(set-info :needed (enter.start enter:start-has-the-base))
(set-info :needed (prepare.in-view prepare:demand-covers))
(set-info :needed (decided-somewhere lemma:choices-agree-with-decisions))
(set-info :needed (enter.start-in-epoch enter:start-has-the-base))
(set-info :needed (demand-is-a-chain vote:votes-agree))
(set-info :needed (enter.start-highest enter:demand-covers))
(set-info :needed (enter.stop enter:demand-covers))

(set-info :forbids (vote.in-view vote.above-known vote.in-window leave.first leave.higher install.members))

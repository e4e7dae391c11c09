; Rules that look as good as rule D, and defects, each with a condition of agreement.smt2 that then fails
; (medchain prove --break NAME). A definition takes the place of the one of the same name.
; (set-info :broken (NAME "what is other" (without NAMES) (fails CONDITION)))

(set-info :broken (A "Castro and Liskov's: a vote needs nothing of the parent."
  (without vote.parent-ready prepare.parent-ready) (fails vote:votes-reach-down)))

(set-info :broken (B "A new view demands the highest certificate (view, then height) and its ancestors."
  (without enter.highest) (fails enter:demand-covers)))
(define-fun enter.stop () Bool
  (or (and (= s t) (forall ((u View) (c Block)) (not (shown u c))))
    (and (shown x t)
      (forall ((u View) (c Block)) (=> (shown u c) (or (vlt u x) (and (= u x) (hle (height c) (height t)))))))))

(set-info :broken (BT "One vote at the tip of what a view demands, and it counts for the ancestors too."
  (without) (fails certify:cert-unique)))
(define-fun vote.parent-ready () Bool (or (known n p) (prepared n v p) (demanded n v b)))
(define-fun certify.quorum () Bool
  (forall ((m Node)) (=> (member m q) (exists ((c Block)) (and (ancestor b c) (said m v c))))))

(set-info :broken (Dx "A vote for the parent is enough, and prepared needs nothing of it."
  (without prepare.parent-ready) (fails vote:votes-reach-down)))
(define-fun vote.parent-ready () Bool (or (known n p) (voted n v p)))

(set-info :broken (M01 "A quorum is one less, so that two may share no honest replica."
  (without quorums-meet) (fails certify:cert-unique)))

(set-info :broken (M06 "A replica takes a second proposal for a view and height."
  (without vote.one-a-height) (fails vote:vote-unique)))

(set-info :broken (M10 "A VIEW-CHANGE says nothing of what was prepared."
  (without) (fails leave:reports-are-complete)))
(define-fun leave/reported ((n1 Node) (w1 View) (v1 View) (b1 Block)) Bool
  (and (reported n1 w1 v1 b1) (not (and (= n1 n) (= w1 v)))))

(set-info :broken (M11 "A new view takes the certificate of the lowest view."
  (without) (fails enter:demand-covers)))
(define-fun enter.highest () Bool
  (forall ((a Block))
    (=> (chosen a)
      (and (shown (top a) a)
        (forall ((u View) (c Block)) (=> (and (shown u c) (= (height c) (height a))) (vle (top a) u)))))))

(set-info :broken (Q "A quorum is one less: the number alone." (without) (fails count:quorums-meet)))
(define-fun count.quorums-meet () Bool
  (forall ((n Int))
    (=> (>= n 4) (let ((f (div (- n 1) 3))) (let ((q (- (div (+ n f 2) 2) 1))) (>= (- (+ q q) n) (+ f 1)))))))

package org.medchain.consensus.naive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.consensus.naive.NaiveMessage.Commit;
import org.medchain.consensus.naive.NaiveMessage.NewView;
import org.medchain.consensus.naive.NaiveMessage.PrePrepare;
import org.medchain.consensus.naive.NaiveMessage.Prepare;
import org.medchain.consensus.naive.NaiveMessage.Proof;
import org.medchain.consensus.naive.NaiveMessage.Request;
import org.medchain.consensus.naive.NaiveMessage.ViewChange;

/**
 * A replica as the paper describes it: sets of messages that only grow, predicates over the sets,
 * and rules that act when a predicate holds. After each message all rules are tried until none
 * moves any more. n is 3f + 1, as in the paper.
 */
final class NaiveReplica {
  private final int self;
  private final int nodes;
  private final int faulty;

  private final Set<NaiveMessage> known = new LinkedHashSet<>();
  private final Set<Integer> requests = new LinkedHashSet<>();
  private final Set<PrePrepare> heard = new LinkedHashSet<>();
  private final Set<PrePrepare> accepted = new LinkedHashSet<>();
  private final Set<Prepare> prepares = new LinkedHashSet<>();
  private final Set<Commit> commits = new LinkedHashSet<>();
  private final Set<ViewChange> changes = new LinkedHashSet<>();
  private final Set<NewView> newViews = new LinkedHashSet<>();

  private final List<NaiveMessage> sent = new ArrayList<>();
  private final List<Integer> executed = new ArrayList<>();
  private long view;
  private boolean active = true;

  NaiveReplica(int self, int nodes) {
    this.self = self;
    this.nodes = nodes;
    this.faulty = (nodes - 1) / 3;
  }

  /** Takes a message in, and carries out its consequences; nothing if it is known. */
  void receive(NaiveMessage message) {
    if (!known.contains(message)) {
      if (message instanceof Request && !isPrimary()) {
        sent.add(message); // passed on, so that the primary has it
      }
      store(message);
      settle();
    }
  }

  private void store(NaiveMessage message) {
    known.add(message);
    switch (message) {
      case Request request -> requests.add(request.number());
      case PrePrepare proposal -> heard.add(proposal);
      case Prepare prepare -> prepares.add(prepare);
      case Commit commit -> commits.add(commit);
      case ViewChange change -> changes.add(change);
      case NewView newView -> {
        newViews.add(newView);
        if (isValid(newView)) {
          heard.addAll(newView.proposals());
        }
      }
    }
  }

  private void send(NaiveMessage message) {
    sent.add(message);
    store(message);
  }

  private void settle() {
    boolean moved = true;
    while (moved) {
      moved = join() || open() || enter() || propose() || accept() || commit() || execute();
    }
  }

  // The normal case, §4.2.

  /** The primary gives the next number to a request once the number before is executed. */
  private boolean propose() {
    int last = inView().mapToInt(PrePrepare::sequence).max().orElse(0);
    if (!active || !isPrimary() || executed.size() < last) {
      return false;
    }
    Optional<Integer> next =
        requests.stream()
            .filter(each -> !executed.contains(each))
            .filter(each -> inView().noneMatch(proposal -> proposal.request() == each))
            .findFirst();
    next.ifPresent(
        request -> {
          PrePrepare proposal = new PrePrepare(view, last + 1, request);
          send(proposal);
          accepted.add(proposal);
        });
    return next.isPresent();
  }

  /** A backup accepts its primary's first pre-prepare of a view and number. */
  private boolean accept() {
    for (PrePrepare proposal : heard) {
      boolean taken = inView().anyMatch(each -> each.sequence() == proposal.sequence());
      if (active && proposal.view() == view && !taken) {
        acceptAll(Set.of(proposal));
        return true;
      }
    }
    return false;
  }

  private void acceptAll(Set<PrePrepare> proposals) {
    for (PrePrepare proposal : proposals) {
      accepted.add(proposal);
      if (!isPrimary()) {
        send(new Prepare(proposal, self));
      }
    }
  }

  private boolean commit() {
    for (PrePrepare proposal : accepted) {
      Commit own = new Commit(proposal, self);
      if (active && proposal.view() == view && isPrepared(proposal) && !commits.contains(own)) {
        send(own);
        return true;
      }
    }
    return false;
  }

  /** Executes in the order of the numbers; an executed request does nothing again. */
  private boolean execute() {
    int next = executed.size() + 1;
    Optional<PrePrepare> proposal =
        heard.stream().filter(each -> each.sequence() == next && isCommitted(each)).findFirst();
    proposal.ifPresent(
        each ->
            executed.add(
                executed.contains(each.request()) ? NaiveMessage.NULL_REQUEST : each.request()));
    return proposal.isPresent();
  }

  /** prepared(m, v, n, i). */
  private boolean isPrepared(PrePrepare proposal) {
    return accepted.contains(proposal) && proof(proposal).prepares().size() >= 2 * faulty;
  }

  private Proof proof(PrePrepare proposal) {
    return new Proof(
        proposal,
        prepares.stream()
            .filter(each -> each.proposal().equals(proposal))
            .filter(each -> each.replica() != primary(proposal.view()))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /**
   * committed(m, v, n), as far as this replica can know: 2f + 1 said COMMIT, so f + 1 honest ones
   * are prepared. The paper's committed-local asks besides that this replica is prepared itself;
   * but then one that was left behind in an older view would have to be given a checkpoint.
   */
  private boolean isCommitted(PrePrepare proposal) {
    return commits.stream().filter(each -> each.proposal().equals(proposal)).count()
        >= 2 * faulty + 1;
  }

  // View changes, §4.4 and §4.5.2.

  /**
   * Whether the timer runs: a backup waits for a request, or 2f + 1 replicas for the same new view.
   */
  boolean timerRuns() {
    return active
        ? !isPrimary() && !executed.containsAll(requests)
        : changesTo(view).size() >= 2 * faulty + 1;
  }

  /** The timer runs out. */
  void timeOut() {
    if (timerRuns()) {
      changeView(view + 1);
      settle();
    }
  }

  private void changeView(long next) {
    view = next;
    active = false;
    Set<Proof> prepared = new LinkedHashSet<>();
    accepted.stream().filter(this::isPrepared).forEach(each -> prepared.add(proof(each)));
    send(new ViewChange(view, prepared, self));
  }

  /**
   * f + 1 others ask for higher views: one of them is honest, so this replica asks for the lowest
   * of them.
   */
  private boolean join() {
    List<ViewChange> higher = changes.stream().filter(each -> each.view() > view).toList();
    if (higher.stream().map(ViewChange::replica).distinct().count() < faulty + 1) {
      return false;
    }
    changeView(higher.stream().mapToLong(ViewChange::view).min().orElseThrow());
    return true;
  }

  /** The primary of the wanted view has 2f VIEW-CHANGEs besides its own. */
  private boolean open() {
    List<ViewChange> enough = changesTo(view).stream().limit(2L * faulty + 1).toList();
    if (active || !isPrimary() || enough.size() < 2 * faulty + 1) {
      return false;
    }
    Set<ViewChange> shown = new LinkedHashSet<>(enough);
    NewView newView = new NewView(view, shown, proposals(view, shown));
    send(newView);
    active = true;
    acceptAll(newView.proposals());
    return true;
  }

  private boolean enter() {
    for (NewView newView : newViews) {
      boolean isNext = newView.view() > view || (newView.view() == view && !active);
      if (isNext && isValid(newView)) {
        view = newView.view();
        active = true;
        acceptAll(newView.proposals());
        return true;
      }
    }
    return false;
  }

  private boolean isValid(NewView newView) {
    Set<Integer> replicas = new TreeSet<>();
    for (ViewChange change : newView.changes()) {
      if (change.view() != newView.view() || !isValid(change) || !replicas.add(change.replica())) {
        return false;
      }
    }
    return replicas.size() >= 2 * faulty + 1
        && newView.proposals().equals(proposals(newView.view(), newView.changes()));
  }

  private boolean isValid(ViewChange change) {
    return change.prepared().stream()
        .allMatch(
            proof ->
                proof.proposal().view() < change.view()
                    && proof.prepares().size() >= 2 * faulty
                    && proof.prepares().stream()
                        .allMatch(each -> each.proposal().equals(proof.proposal())));
  }

  /** O: for each number up to the highest prepared, the request of the highest view, or none. */
  private static Set<PrePrepare> proposals(long view, Set<ViewChange> shown) {
    List<PrePrepare> prepared =
        shown.stream()
            .flatMap(change -> change.prepared().stream())
            .map(Proof::proposal)
            .sorted(Comparator.comparingLong(PrePrepare::view).reversed())
            .toList();
    int last = prepared.stream().mapToInt(PrePrepare::sequence).max().orElse(0);
    Set<PrePrepare> proposals = new LinkedHashSet<>();
    for (int i = 1; i <= last; i++) {
      int sequence = i;
      int request =
          prepared.stream()
              .filter(each -> each.sequence() == sequence)
              .findFirst()
              .map(PrePrepare::request)
              .orElse(NaiveMessage.NULL_REQUEST);
      proposals.add(new PrePrepare(view, sequence, request));
    }
    return proposals;
  }

  private List<ViewChange> changesTo(long wanted) {
    return changes.stream().filter(each -> each.view() == wanted && isValid(each)).toList();
  }

  private Stream<PrePrepare> inView() {
    return accepted.stream().filter(each -> each.view() == view);
  }

  private int primary(long ofView) {
    return (int) (ofView % nodes);
  }

  private boolean isPrimary() {
    return primary(view) == self;
  }

  /** The messages of this replica, oldest first. */
  List<NaiveMessage> sent() {
    return sent;
  }

  /** The messages that it sent and received: all is signed, so any node may relay it. */
  Set<NaiveMessage> known() {
    return known;
  }

  /** The requests executed by number, from 1 on, those that did nothing included. */
  List<Integer> executed() {
    return executed;
  }

  long view() {
    return view;
  }

  /** Whether a NEW-VIEW that it has seen had to propose something again. */
  boolean sawPreparedInNewView() {
    return newViews.stream().anyMatch(each -> !each.proposals().isEmpty());
  }
}

package org.medchain.consensus.pbft;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.VoteEvidence;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.PublicKey;
import org.medchain.network.Screening;

/**
 * A member that restarts finds out whether its log is the one that it had (PBFT-29, decision 0198):
 * an old copy of a log is as sound as the newest, so only others can tell. Until Q − 1 of them have
 * answered and it has decided what f + 1 of them have, it votes on nothing.
 */
final class VoteInquiry {
  /**
   * How far the votes go that the log has.
   *
   * @param view in which the replica was, or which it tried to enter
   * @param changing whether it had left its view and entered no other: it voted in none then
   * @param proposed highest height that is decided, so that forgotten votes do no harm, or has a
   *     proposal or PREPARE in that view
   * @param committed the same with a COMMIT
   */
  private record LoggedVotes(long view, boolean changing, long proposed, long committed) {
    static LoggedVotes of(PbftState state) {
      long decided = state.chain.height();
      long proposed =
          state.slots.values().stream()
              .filter(slot -> slot.prePrepared)
              .mapToLong(slot -> slot.proposal.height())
              .reduce(decided, Math::max);
      long committed =
          state.prepared.values().stream()
              .filter(each -> each.view() == state.view)
              .mapToLong(PreparedCertificate::height)
              .reduce(decided, Math::max);
      return new LoggedVotes(state.view, state.viewChanging, proposed, committed);
    }

    boolean lack(VoteEvidence vote) {
      if (vote.view() != view) {
        return vote.view() > view;
      }
      boolean isCommit = vote.phase() == VoteEvidence.VotePhase.COMMIT;
      return changing || vote.height() > (isCommit ? committed : proposed);
    }

    boolean lack(ViewChangeProof left) {
      return left.viewChange().newView() > view;
    }
  }

  static final String FOREIGN_VOTES = "vote-report: of another member's votes";

  private final PbftState state;
  private final Map<PublicKey, VoteReport> reports = new LinkedHashMap<>();
  private final Set<PublicKey> askedBack = new LinkedHashSet<>();
  private LoggedVotes logged;
  private long nonce;

  /** The epoch whose members were asked; none yet if negative. */
  private long askedEpoch = -1;

  VoteInquiry(PbftState state) {
    this.state = state;
  }

  /**
   * The log is read: it has all that this replica knows of its votes. A log that does not call it a
   * member may be older than its admission.
   */
  void onRecovered() {
    logged = LoggedVotes.of(state);
    if (state.voteMemory != VoteMemory.LOST) {
      state.voteMemory = VoteMemory.UNCONFIRMED;
    }
  }

  /** The replica may send, or the members have changed: it asks them. */
  void begin() {
    askedEpoch = state.epochs.current().number();
    nonce = state.nowNs;
    reports.clear();
    askedBack.clear();
    ask();
  }

  /** A replica that is not a member has no vote to remember: it asks when it becomes one. */
  boolean isOpen() {
    return state.voteMemory == VoteMemory.UNCONFIRMED && state.isMember();
  }

  /** Whether this replica votes, or only follows, without asking. */
  boolean isNeedless() {
    return state.voteMemory != VoteMemory.LOST && !isOpen();
  }

  /** Asks again: the query or the answers may be lost. */
  void ask() {
    if (isOpen()) {
      state.outbox.broadcast(new VoteQuery(nonce));
    }
  }

  /** Asks one that has not answered, and may not have been there when all were asked. */
  void ask(PublicKey member) {
    if (isOpen() && !reports.containsKey(member)) {
      state.outbox.send(member, new VoteQuery(nonce));
    }
  }

  /**
   * Answers, in any state, or members that restart together would wait for each other. The sender
   * is there now, and may not have been when it was asked.
   */
  void onQuery(PublicKey sender, VoteQuery query) {
    state.outbox.send(sender, state.witness.report(sender, query.nonce()));
    if (askedBack.add(sender)) {
      ask(sender);
    }
  }

  /** Only answers to the query that is open count, and only this replica's own votes. */
  Screening screen(VoteReport report) {
    if (!isOpen() || report.nonce() != nonce) {
      return new Screening.Unneeded();
    }
    boolean isForeign =
        report.votes().stream().anyMatch(each -> !each.vote().signer().equals(state.self))
            || report.viewChanges().stream().anyMatch(each -> !each.sender().equals(state.self));
    return isForeign ? new Screening.Unsound(FOREIGN_VOTES) : new Screening.Needed();
  }

  /** A member's answer; the signatures in it were checked by the authenticator. */
  void onReport(PublicKey sender, VoteReport report) {
    reports.put(sender, report);
    noteForgotten(report);
    if (othersAreAhead()) {
      state.timer.onOthersAhead();
    }
  }

  private void noteForgotten(VoteReport report) {
    if (report.votes().stream().anyMatch(logged::lack)
        || report.viewChanges().stream().anyMatch(logged::lack)) {
      state.voteMemory = VoteMemory.LOST;
      var unused = state.outbox.persist(new LogRecord.VotesForgotten());
    }
  }

  /** Whether f + 1 of those who have answered have decided more than this replica. */
  private boolean othersAreAhead() {
    long height = state.chain.height();
    return reports.values().stream().filter(each -> each.decided() > height).count()
        >= state.quorum().weak();
  }

  /** Whether the replica may vote from now on; true once. */
  boolean concludes() {
    if (!isOpen()) {
      return false;
    }
    if (askedEpoch >= 0 && askedEpoch != state.epochs.current().number()) {
      begin();
    }
    boolean isEnough = reports.size() >= state.quorum().size() - 1 && !othersAreAhead();
    if (isEnough) {
      state.voteMemory = VoteMemory.INTACT;
      reports.clear();
    }
    return isEnough;
  }
}

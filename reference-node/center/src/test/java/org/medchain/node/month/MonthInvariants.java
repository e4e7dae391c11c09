package org.medchain.node.month;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;

/** The rules that hold at every moment, and after all faults have ended (SCH-27). */
final class MonthInvariants {
  /**
   * This number of heights in a row are decided without the vote of a member that is ready all the
   * time.
   */
  private static final int MISSED_VOTES = 8;

  /** A revocation that the center was told of is in force after so long, though some were away. */
  private static final long REVOKED_NS = Duration.ofHours(36).toNanos();

  private final Month month;
  private final TreeMap<Long, Hash> decided = new TreeMap<>();
  private final Map<RequestId, Long> executedAt = new HashMap<>();
  private final Map<RequestId, Long> acknowledged = new LinkedHashMap<>();
  private final Map<BigInteger, Long> revokedAt = new HashMap<>();
  private final List<RevokedIdentity> revoked = new ArrayList<>();
  private final Map<MonthMember, ReadySpan> spans = new HashMap<>();
  private long lookedAt;
  private Optional<Violation> violation = Optional.empty();

  /** Which one does not hold, and how. */
  record Violation(String invariant, String what) {}

  private record RevokedIdentity(Identity identity, long toldNs) {}

  /** Since when a life of a member is ready without a break, and how many votes it missed. */
  private record ReadySpan(int life, int missed) {}

  MonthInvariants(Month month) {
    this.month = month;
  }

  Optional<Violation> violation() {
    return violation;
  }

  void violated(String invariant, String what) {
    if (violation.isEmpty()) {
      violation = Optional.of(new Violation(invariant, what));
    }
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  void acknowledged(RequestId request, long height) {
    acknowledged.put(request, height);
  }

  /** A member executed a block, perhaps again after a restart. */
  void executed(MonthMember member, Block block, ExecutionResult execution) {
    Hash known = decided.putIfAbsent(block.height(), block.hash());
    if (known != null && !known.equals(block.hash())) {
      violated(
          "no acknowledged request is lost",
          member.name() + " has another block at height " + block.height());
    }
    if (known == null) {
      for (Transaction each : block.transactions()) {
        executedAt.putIfAbsent(each.request(), block.height());
      }
    }
    execution.receipts().stream()
        .flatMap(receipt -> MedicalModules.events(receipt).stream())
        .filter(RegistrationEvents.CertificatesRevoked.class::isInstance)
        .flatMap(each -> ((RegistrationEvents.CertificatesRevoked) each).entries().stream())
        .map(RevocationEntry::serial)
        .forEach(serial -> revokedAt.merge(serial, block.height(), Math::min));
  }

  /** The center was told to revoke the key: its own register has that before anybody else. */
  void revoking(Identity identity) {
    revoked.add(new RevokedIdentity(identity, month.nowNs()));
  }

  /** At a quiet moment: votes and admissions. */
  void look() {
    long last = decided.isEmpty() ? 0 : decided.lastKey();
    for (MonthMember each : month.members()) {
      spans.merge(each, votes(each, last), (before, now) -> now);
    }
    lookedAt = last;
    admissions(false);
  }

  private ReadySpan votes(MonthMember member, long last) {
    ReadySpan before = spans.getOrDefault(member, new ReadySpan(0, 0));
    boolean counts =
        member.isReady() && member.lives() == before.life() && !month.network().isCutOff(member);
    int missed = counts ? before.missed() : 0;
    for (long height = lookedAt + 1; counts && height <= last; height++) {
      missed = member.hasVoted(height) ? 0 : missed + 1;
    }
    if (missed >= MISSED_VOTES) {
      violated(
          "no member is ready that cannot vote",
          member.name() + " is ready and has voted on none of the last " + missed + " heights");
    }
    return new ReadySpan(member.lives(), missed);
  }

  private void admissions(boolean isEnd) {
    for (RevokedIdentity each : revoked) {
      boolean late = month.nowNs() - each.toldNs() > REVOKED_NS || isEnd;
      if (month.center().isUp()) {
        refused(month.center(), each);
      }
      Long height = revokedAt.get(each.identity().credentials().chain().get(0).getSerialNumber());
      for (MonthMember member : month.members()) {
        boolean knows =
            member.node().filter(node -> height != null && node.height() >= height).isPresent();
        if (member.isUp() && (knows || (late && member.isReady()))) {
          refused(member, each);
        }
      }
    }
  }

  private void refused(MonthEndpoint by, RevokedIdentity one) {
    try {
      Peer peer = by.admit(one.identity().credentials().chain());
      violated(
          "no revoked key is admitted",
          by.name() + " admits " + peer.role() + " " + peer.key().brief() + ", which is revoked");
    } catch (RefusedException e) {
      return; // as it must be
    }
  }

  /** Why not all is as it must be some minutes after the last fault; nothing if it is. */
  Optional<String> unhealed() {
    for (MonthMember each : month.members()) {
      if (!each.isReady()) {
        return Optional.of(each.name() + " is not ready: " + each.reason());
      }
    }
    long height = month.members().get(0).node().orElseThrow().height();
    Hash root = month.members().get(0).node().orElseThrow().stateRoot();
    for (MonthMember each : month.members()) {
      if (each.node().orElseThrow().height() != height
          || !each.node().orElseThrow().stateRoot().equals(root)) {
        return Optional.of(each.name() + " is at another height or state than n0");
      }
    }
    return month.isIdle() ? Optional.empty() : Optional.of("a request has no reply");
  }

  /** At the end, when all is healed. */
  void end() {
    admissions(true);
    for (MonthMember each : month.members()) {
      if (each.node().filter(node -> !node.isIndexed()).isPresent()) {
        violated("all heal", each.name() + " has an index that is behind");
      }
    }
    acknowledged.forEach(
        (request, height) -> {
          if (!height.equals(executedAt.get(request))) {
            violated(
                "no acknowledged request is lost",
                request + " was acknowledged at height " + height + " and is not there");
          }
        });
  }
}

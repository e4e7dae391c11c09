package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;

/** Files, holders and audits of {@link PlainGame}: GAME-4, GAME-30. */
final class PlainStorage {
  private static final class File {
    private final EntrustFile order;
    private boolean held;
    private long next;

    File(EntrustFile order) {
      this.order = order;
    }
  }

  private final PlainGame game;
  private final Map<List<Object>, File> files = new HashMap<>();
  private final Map<PublicKey, Long> leftAtAudit = new TreeMap<>();
  private final Map<PublicKey, Long> answered = new TreeMap<>();
  private final Map<PublicKey, Long> missed = new TreeMap<>();
  private final Map<Long, Long> penalties = new TreeMap<>();
  private long audit;
  private long auditUntil;

  PlainStorage(PlainGame game) {
    this.game = game;
  }

  void endBlock(long height) {
    if (height == auditUntil) {
      penalties.put(audit, game.rules().audit().penalty());
    }
    int every = game.rules().audit().everyBlocks();
    if (every > 0 && height % every == 0 && auditUntil <= height) {
      audit++;
      auditUntil = height + game.rules().audit().answerBlocks();
    }
  }

  void leave(PublicKey who, long height) {
    leftAtAudit.put(who, lastOver(height));
  }

  private long lastOver(long height) {
    return height > auditUntil ? audit : audit - 1;
  }

  Optional<Outcome> ordered(WorldState before, PublicKey who, Operation operation, long height) {
    return Optional.ofNullable(
        switch (operation) {
          case EntrustFile op -> entrust(before, who, op);
          case HoldFile op -> hold(before, who, op);
          case ProveStorage op -> prove(before, who, op, height);
          case ClaimMissed op -> claim(op, height);
          case ReleaseFile op -> release(who, op, height);
          default -> null;
        });
  }

  private PublicKey owner(Hash record) {
    return game.verdicts().owner(record);
  }

  private Outcome entrust(WorldState before, PublicKey who, EntrustFile op) {
    char status = game.verdicts().status(op.record());
    if (status == ' ') {
      return Outcome.UNKNOWN_RECORD;
    }
    if (!owner(op.record()).equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (status == 'F') {
      return Outcome.RECORD_FALSE;
    }
    boolean stores =
        Registration.activeRole(before, op.holder())
            .filter(role -> role == Role.HOSPITAL || role == Role.TERTIARY_HOSPITAL)
            .isPresent();
    if (!stores) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    return files.putIfAbsent(List.of(op.record(), op.holder()), new File(op)) == null
        ? Outcome.OK
        : Outcome.HOLDING_EXISTS;
  }

  private Optional<File> file(Hash record, PublicKey holder) {
    return Optional.ofNullable(files.get(List.of(record, holder)))
        .filter(any -> !game.hasLeft(owner(record)));
  }

  private Outcome hold(WorldState before, PublicKey who, HoldFile op) {
    Optional<File> file = file(op.record(), who);
    if (file.isEmpty()) {
      return Outcome.NO_HOLDING;
    }
    if (file.get().held) {
      return Outcome.HOLDING_EXISTS;
    }
    var asked = game.rules().audit().score();
    boolean low = asked.isOn() && Scores.of(before, who).value() < asked.floor();
    long bond = before.points().ledger().balanceOf(Account.bondOf(who));
    if (low && before.balance(who) + bond < asked.deposit()) {
      return Outcome.INSUFFICIENT_POINTS;
    }
    file.get().held = true;
    file.get().next = audit + 1;
    return Outcome.OK;
  }

  private Outcome prove(WorldState before, PublicKey who, ProveStorage op, long height) {
    Optional<File> file = file(op.record(), who).filter(each -> each.held);
    if (file.isEmpty()) {
      return Outcome.NO_HOLDING;
    }
    File it = file.get();
    if (height > auditUntil || it.next > audit) {
      return Outcome.NO_CHALLENGE;
    }
    Holding held = Audits.holding(before, op.record(), who).orElseThrow();
    AuditRound round = Audits.last(before).orElse(AuditRound.NONE);
    if (op.proof().index() != held.challenge(round, op.record(), who)
        || !op.proof().proves(op.chunk(), it.order.root(), it.order.chunks())) {
      return Outcome.WRONG_PROOF;
    }
    countMissed(it, op.record(), who, height);
    it.next = audit + 1;
    if (game.verdicts().status(op.record()) == 'V') {
      answered.merge(who, 1L, Long::sum);
      game.pay(who, game.rules().audit().reward());
    }
    return Outcome.OK;
  }

  private long countMissed(File file, Hash record, PublicKey holder, long height) {
    long over = lastOver(height);
    for (PublicKey each : List.of(holder, owner(record))) {
      over = Math.min(over, leftAtAudit.getOrDefault(each, over));
    }
    long count = 0;
    while (file.next <= over) {
      game.punish(holder, penalties.get(file.next));
      file.next++;
      count++;
      missed.merge(holder, 1L, Long::sum);
    }
    return count;
  }

  private Outcome claim(ClaimMissed op, long height) {
    File file = files.get(List.of(op.record(), op.holder()));
    if (file == null || !file.held) {
      return Outcome.NO_HOLDING;
    }
    return countMissed(file, op.record(), op.holder(), height) > 0
        ? Outcome.OK
        : Outcome.NOTHING_MISSED;
  }

  private Outcome release(PublicKey who, ReleaseFile op, long height) {
    List<Object> name = List.of(op.record(), op.holder());
    File file = files.get(name);
    if (file == null) {
      return Outcome.NO_HOLDING;
    }
    if (!who.equals(op.holder()) && !who.equals(owner(op.record()))) {
      return Outcome.NOT_ALLOWED;
    }
    if (file.held) {
      countMissed(file, op.record(), op.holder(), height);
    }
    files.remove(name);
    return Outcome.OK;
  }

  void requireSame(WorldState after) {
    answered.forEach((who, count) -> assertThat(Scores.of(after, who).answered()).isEqualTo(count));
    missed.forEach((who, count) -> assertThat(Scores.of(after, who).missed()).isEqualTo(count));
  }
}

package org.medchain.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Files, holders and audits of {@link PlainGame}. */
final class PlainStorage {
  /** One file with one holder. */
  private static final class File {
    boolean held;
    long next;
  }

  private final PlainGame game;
  private final Map<List<Object>, File> files = new HashMap<>();
  private final Map<PublicKey, Long> leftAtAudit = new TreeMap<>();
  final Map<PublicKey, Long> answered = new TreeMap<>();
  final Map<PublicKey, Long> missed = new TreeMap<>();
  private final Map<Long, Long> penalties = new TreeMap<>();
  private final Map<PublicKey, Long> shared = new TreeMap<>();
  private long audit;
  private long auditUntil;

  PlainStorage(PlainGame game) {
    this.game = game;
  }

  void endBlock(long height) {
    if (height == auditUntil) {
      // Of each audit; the chain forgets old ones, of more changes than a game has.
      penalties.put(audit, game.rules.audit().penalty());
    }
    int every = game.rules.audit().everyBlocks();
    if (every > 0 && height % every == 0 && auditUntil <= height) {
      audit++;
      auditUntil = height + game.rules.audit().answerBlocks();
    }
  }

  void leave(PublicKey who, long height) {
    leftAtAudit.put(who, lastOver(height));
  }

  private long lastOver(long height) {
    return height > auditUntil ? audit : audit - 1;
  }

  Outcome entrust(PublicKey who, EntrustFile op) {
    PlainCase it = game.cases.get(op.record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (!it.owner.equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (it.status == 'F') {
      return Outcome.RECORD_FALSE;
    }
    if (game.roles.get(op.holder()) != Role.HOSPITAL || game.left.containsKey(op.holder())) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    return files.putIfAbsent(List.of(op.record(), op.holder()), new File()) == null
        ? Outcome.OK
        : Outcome.HOLDING_EXISTS;
  }

  Outcome hold(PublicKey who, HoldFile op) {
    File file = files.get(List.of(op.record(), who));
    if (file == null || game.left.containsKey(owner(op.record()))) {
      return Outcome.NO_HOLDING;
    }
    if (file.held) {
      return Outcome.HOLDING_EXISTS;
    }
    var asked = game.rules.audit().score();
    boolean low = asked.isOn() && score(who) < asked.floor();
    if (low && game.purses.balance.get(who) + game.purses.bond.get(who) < asked.deposit()) {
      return Outcome.INSUFFICIENT_POINTS;
    }
    file.held = true;
    file.next = audit + 1;
    return Outcome.OK;
  }

  /** A record of the owner's was paid for. */
  void share(PublicKey owner) {
    if (game.rules.audit().everyBlocks() > 0) {
      shared.merge(owner, 1L, Long::sum);
    }
  }

  long score(PublicKey who) {
    return answered.getOrDefault(who, 0L)
        - missed.getOrDefault(who, 0L)
        + shared.getOrDefault(who, 0L);
  }

  /** An answer, of which the maker knows whether it is the right one. */
  Outcome prove(PublicKey who, Hash record, boolean right, long height) {
    if (game.left.containsKey(who)) {
      return Outcome.LEFT;
    }
    File file = files.get(List.of(record, who));
    if (file == null || !file.held || game.left.containsKey(owner(record))) {
      return Outcome.NO_HOLDING;
    }
    if (height > auditUntil || file.next > audit) {
      return Outcome.NO_CHALLENGE;
    }
    if (!right) {
      return Outcome.WRONG_PROOF;
    }
    countMissed(file, record, who, height);
    file.next = audit + 1;
    if (game.cases.get(record).status == 'V') {
      answered.merge(who, 1L, Long::sum);
      game.purses.give(who, game.rules.audit().reward());
    }
    return Outcome.OK;
  }

  private PublicKey owner(Hash record) {
    return game.cases.get(record).owner;
  }

  private long countMissed(File file, Hash record, PublicKey holder, long height) {
    long over = lastOver(height);
    for (PublicKey each : List.of(holder, owner(record))) {
      over = Math.min(over, leftAtAudit.getOrDefault(each, over));
    }
    long count = 0;
    while (file.next <= over) {
      game.purses.punish(holder, penalties.get(file.next));
      file.next++;
      count++;
      missed.merge(holder, 1L, Long::sum);
    }
    return count;
  }

  Outcome claim(ClaimMissed op, long height) {
    File file = files.get(List.of(op.record(), op.holder()));
    if (file == null || !file.held) {
      return Outcome.NO_HOLDING;
    }
    return countMissed(file, op.record(), op.holder(), height) > 0
        ? Outcome.OK
        : Outcome.NOTHING_MISSED;
  }

  Outcome release(PublicKey who, ReleaseFile op, long height) {
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
}

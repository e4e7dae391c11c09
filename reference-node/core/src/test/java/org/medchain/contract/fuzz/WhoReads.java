package org.medchain.contract.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.engine.Role;
import org.medchain.contract.fuzz.WhoReadsParties.Now;

/**
 * Who reads which record what for, and what its owner sees of it, written once more from the
 * requirements alone (CON-7 to CON-9, CON-23, CON-30 to CON-33, GAME-1, GAME-5, GAME-7, GAME-8): as
 * a clerk would, with lists that are searched. Participants ({@link WhoReadsParties}) and records
 * have small numbers here.
 */
final class WhoReads {
  private static final int MOST_DELEGATES = 4;

  /**
   * What a directive says.
   *
   * @param owner of the records
   * @param record one of them; negative: more
   * @param type all of this type; empty: all, or one
   * @param grantee one participant; negative: all of a role
   * @param role whose participants read, where no one is named
   * @param purpose what for
   */
  record Terms(int owner, int record, String type, int grantee, Role role, Purpose purpose) {
    private boolean covers(int slot, Stored stored) {
      return owner == stored.owner
          && (record < 0 ? type.isEmpty() || type.equals(stored.type) : record == slot);
    }

    private boolean names(int who, Role itsRole) {
      return grantee < 0 ? role == itsRole : grantee == who;
    }

    private boolean isFor(Purpose wanted) {
      return purpose == wanted || (purpose == Purpose.TREAT && wanted == Purpose.ETREAT);
    }
  }

  private record Given(Terms terms, long untilMs, int giver) {}

  private record Acting(int owner, int delegate, boolean byCenter, long untilMs) {}

  /** A line of a trail. */
  record Line(int record, int reader, Purpose purpose, ReadAnswer answer, Now now, long price) {}

  private static final class Stored {
    private final int owner;
    private final int doctor;
    private final String type;
    private final long height;
    private final Set<Integer> seats = new TreeSet<>();
    private final Map<Integer, Boolean> votes = new HashMap<>();
    private final Set<Integer> buyers = new TreeSet<>();
    private final Set<Integer> holders = new TreeSet<>();
    private boolean pending;
    private boolean isFalse;

    Stored(int owner, int doctor, String type, long height, boolean pending) {
      this.owner = owner;
      this.doctor = doctor;
      this.type = type;
      this.height = height;
      this.pending = pending;
    }
  }

  private final WhoReadsParties parties;
  private final Map<Integer, Stored> records = new HashMap<>();
  private final List<Given> given = new ArrayList<>();
  private final List<Acting> acting = new ArrayList<>();
  private final Map<Integer, List<Line>> trails = new HashMap<>();

  /** A chain without records. */
  WhoReads(WhoReadsParties parties) {
    this.parties = parties;
  }

  boolean has(int record) {
    return records.containsKey(record);
  }

  boolean uploaded(int record, int owner, int doctor, String type, Now now) {
    boolean verified = parties.rules().quorum() > 0;
    if (has(record)
        || !parties.isActive(doctor)
        || (verified && parties.verifiers().size() < parties.rules().quorum())) {
      return false;
    }
    records.put(record, new Stored(owner, doctor, type, now.height(), verified));
    return true;
  }

  /** The block of this height is over: all verifiers there are see what the one before brought. */
  void blockEnds(long height) {
    for (Stored each : records.values()) {
      if (each.pending && each.height == height - 1) {
        each.seats.addAll(parties.verifiers());
      }
    }
  }

  boolean judged(int record) {
    Stored it = records.get(record);
    if (it == null || parties.rules().quorum() > 0 || it.isFalse) {
      return false;
    }
    it.isFalse = true;
    return true;
  }

  private boolean mayStillBeDecided(Stored it, Now now) {
    return it.pending && now.height() <= it.height + parties.rules().decisionBlocks();
  }

  boolean voted(int who, int record, boolean valid, Now now) {
    Stored it = records.get(record);
    if (it == null || !mayStillBeDecided(it, now) || !it.seats.contains(who)) {
      return false;
    }
    if (it.votes.putIfAbsent(who, valid) != null) {
      return false;
    }
    long equal = it.votes.values().stream().filter(each -> each == valid).count();
    if (equal >= parties.rules().quorum()) {
      it.pending = false;
      it.isFalse = !valid;
    }
    return true;
  }

  /** A file changes its holders, and nothing about who may read. */
  boolean entrusted(int record, int holder) {
    Stored it = records.get(record);
    return it != null
        && !it.isFalse
        && parties.role(holder) == Role.HOSPITAL
        && parties.isActive(holder)
        && it.holders.add(holder);
  }

  boolean released(int who, int record, int holder) {
    Stored it = records.get(record);
    return it != null && (who == holder || who == it.owner) && it.holders.remove(holder);
  }

  private boolean acts(int owner, int who, Now now) {
    return parties.isActive(who)
        && acting.stream()
            .anyMatch(
                each ->
                    each.owner() == owner
                        && each.delegate() == who
                        && now.timeMs() < each.untilMs());
  }

  /** Who was named for an owner, and nobody has ended that. */
  List<Integer> delegates(int owner) {
    return acting.stream()
        .filter(each -> each.owner() == owner)
        .map(Acting::delegate)
        .distinct()
        .toList();
  }

  /** CON-30: the owner, or who acts for it and is not held, as long as the owner is there. */
  private boolean decides(int owner, int who, Now now) {
    return owner == who
        || (acts(owner, who, now) && !parties.isFrozen(who) && !parties.hasLeft(owner));
  }

  boolean issued(int who, Terms terms, long untilMs, Now now) {
    if (!parties.isKnown(terms.owner())
        || !decides(terms.owner(), who, now)
        || untilMs <= now.timeMs()) {
      return false;
    }
    if (terms.record() >= 0) {
      Stored it = records.get(terms.record());
      if (it == null || it.owner != terms.owner() || it.pending || it.isFalse) {
        return false;
      }
    }
    int grantee = terms.grantee();
    if (grantee >= 0
        && (grantee == who || grantee == terms.owner() || !parties.isActive(grantee))) {
      return false;
    }
    Given next = new Given(terms, untilMs, who);
    if (given.contains(next) || given.contains(new Given(terms, untilMs, terms.owner()))) {
      return false;
    }
    given.removeIf(each -> each.terms().equals(terms));
    given.add(next);
    return true;
  }

  boolean revoked(int who, Terms terms, Now now) {
    return decides(terms.owner(), who, now) && given.removeIf(each -> each.terms().equals(terms));
  }

  boolean appointed(int owner, int delegate, boolean byCenter, long untilMs, Now now) {
    if (untilMs <= now.timeMs()
        || !parties.isKnown(owner)
        || parties.hasLeft(owner)
        || !parties.isActive(delegate)) {
      return false;
    }
    List<Acting> others = new ArrayList<>(acting);
    others.removeIf(
        each ->
            each.owner() == owner
                && (each.untilMs() <= now.timeMs()
                    || (each.delegate() == delegate && each.byCenter() == byCenter)));
    long alike =
        others.stream()
            .filter(each -> each.owner() == owner && each.byCenter() == byCenter)
            .count();
    if (alike >= MOST_DELEGATES) {
      return false;
    }
    acting.clear();
    acting.addAll(others);
    acting.add(new Acting(owner, delegate, byCenter, untilMs));
    return true;
  }

  /** By a participant, or by the center if the number is negative. */
  boolean ended(int who, int owner, int delegate) {
    if (who >= 0 && who != owner && who != delegate) {
      return false;
    }
    return acting.removeIf(
        each ->
            each.owner() == owner
                && each.delegate() == delegate
                && (who == delegate || each.byCenter() == (who < 0)));
  }

  /** CON-10: the owner, or with whom it shares the record. */
  boolean offered(int provider, int record, Now now) {
    Stored it = records.get(record);
    if (it == null || it.pending || it.isFalse) {
      return false;
    }
    boolean shared =
        !parties.hasLeft(it.owner)
            && consented(provider, record, Purpose.DISCLOSE, now) == ReadAnswer.DIRECTIVE;
    return provider == it.owner || shared;
  }

  /** CON-11, CON-12: a demand for the one record under an offer that stands; it is sold at once. */
  boolean demanded(int provider, int buyer, int record, long price) {
    boolean pays = provider != buyer && !parties.isFrozen(buyer) && parties.points(buyer) >= price;
    if (pays && buyer != records.get(record).owner && buyer != records.get(record).doctor) {
      records.get(record).buyers.add(buyer);
    }
    return pays;
  }

  /** Whether the order succeeds; its line is then the last of the owner's trail. */
  boolean read(int reader, int record, Purpose purpose, Now now) {
    Optional<ReadAnswer> answer = answer(reader, record, purpose, now);
    answer.ifPresent(
        each -> {
          long asked = each == ReadAnswer.DIRECTIVE ? parties.price(reader, purpose, now) : 0;
          boolean tooDear = parties.points(reader) < asked;
          ReadAnswer told = tooDear ? ReadAnswer.INSUFFICIENT_POINTS : each;
          long price = tooDear ? 0 : asked;
          trail(records.get(record).owner).add(new Line(record, reader, purpose, told, now, price));
        });
    return answer.isPresent();
  }

  /** All lines of an owner. */
  List<Line> trail(int owner) {
    return trails.computeIfAbsent(owner, any -> new ArrayList<>());
  }

  /** Whether the reader may read, points aside; nothing without such a record, or such a reader. */
  Optional<ReadAnswer> answer(int reader, int record, Purpose purpose, Now now) {
    return has(record) && parties.isActive(reader)
        ? Optional.of(answered(reader, record, purpose, now))
        : Optional.empty();
  }

  private ReadAnswer answered(int reader, int record, Purpose purpose, Now now) {
    Stored it = records.get(record);
    if (it.isFalse) {
      return ReadAnswer.RECORD_FALSE;
    }
    boolean bought = it.buyers.contains(reader);
    if (parties.hasLeft(it.owner) && (!bought || purpose == Purpose.BTG)) {
      return ReadAnswer.OWNER_LEFT;
    }
    if (reader == it.owner) {
      return ReadAnswer.OWNER;
    }
    if (parties.isFrozen(reader)) {
      return ReadAnswer.READER_FROZEN;
    }
    if (purpose == Purpose.BTG) {
      return parties.role(reader) == Role.DOCTOR ? ReadAnswer.BREAK_GLASS : ReadAnswer.NOT_A_DOCTOR;
    }
    if (parties.role(reader) == Role.INSURER && purpose != Purpose.HPAYMT) {
      return ReadAnswer.WRONG_PURPOSE;
    }
    if (reader == it.doctor) {
      return ReadAnswer.AUTHOR;
    }
    if (bought) {
      return ReadAnswer.BOUGHT;
    }
    if (mayStillBeDecided(it, now) && it.seats.contains(reader)) {
      return ReadAnswer.VERIFIER;
    }
    if (acts(it.owner, reader, now)) {
      return ReadAnswer.DELEGATE;
    }
    if (it.pending) {
      return ReadAnswer.RECORD_PENDING;
    }
    return consented(reader, record, purpose, now);
  }

  private ReadAnswer consented(int reader, int record, Purpose purpose, Now now) {
    ReadAnswer answer = ReadAnswer.NO_CONSENT;
    for (Given each : given) {
      Terms terms = each.terms();
      boolean fits =
          terms.covers(record, records.get(record))
              && terms.names(reader, parties.role(reader))
              && terms.isFor(purpose);
      if (fits && each.untilMs() <= now.timeMs()) {
        answer = ReadAnswer.EXPIRED;
      } else if (fits && decides(terms.owner(), each.giver(), now)) {
        return ReadAnswer.DIRECTIVE;
      }
    }
    return answer;
  }
}

package org.medchain.contract.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Role;

/**
 * Who takes part in the chain of {@link WhoReads}, by which key, and what it pays for a read
 * (CON-5, CON-7, CON-23, CON-32, GAME-1, GAME-5, GAME-7, GAME-8). The only thing that it asks for
 * is how many points an account has, which follows from the events.
 */
final class WhoReadsParties {
  /** CON-7: what the reader wants for itself has a price. */
  private static final Set<Purpose> PRICED = Set.of(Purpose.HRESCH, Purpose.HMARKT);

  private static final int ALL_DISCOUNT = 100;

  /**
   * What the rules of a chain say.
   *
   * @param quorum equal votes that decide; 0 if the center decides
   * @param decisionBlocks in which votes count
   * @param queryPrice in points
   * @param levelPrices of the membership levels, in points
   * @param discounts of the levels, in percent
   * @param levelBlocks for which each holds
   */
  record Rules(
      int quorum,
      int decisionBlocks,
      long queryPrice,
      List<Long> levelPrices,
      List<Integer> discounts,
      int levelBlocks) {}

  /** Where an order stands. */
  record Now(long height, int index, long timeMs) {}

  private static final class Party {
    private final Role role;
    private final Set<Integer> refusedKeys = new TreeSet<>();
    private boolean registered;
    private boolean left;
    private boolean frozen;
    private int key;
    private int level;
    private long levelUntil;

    Party(Role role) {
      this.role = role;
    }
  }

  private final Rules rules;
  private final IntToLongFunction points;
  private final List<Party> parties = new ArrayList<>();

  /**
   * Nobody is registered yet.
   *
   * @param roles of all that may be
   * @param points of each account
   */
  WhoReadsParties(Rules rules, List<Role> roles, IntToLongFunction points) {
    this.rules = rules;
    this.points = points;
    roles.forEach(each -> parties.add(new Party(each)));
  }

  Rules rules() {
    return rules;
  }

  private Party party(int who) {
    return parties.get(who);
  }

  Role role(int who) {
    return party(who).role;
  }

  boolean isKnown(int who) {
    return party(who).registered;
  }

  /** Registered, there, and with a key that signs. */
  boolean isActive(int who) {
    Party it = party(who);
    return it.registered && !it.left && !it.refusedKeys.contains(it.key);
  }

  boolean hasLeft(int who) {
    return party(who).left;
  }

  boolean isFrozen(int who) {
    return party(who).frozen;
  }

  long points(int who) {
    return points.applyAsLong(who);
  }

  /** By which of its keys a participant signs now, from 0. */
  int key(int who) {
    return party(who).key;
  }

  /** Whether an order of this participant, by this of its keys, is looked at at all. */
  boolean admits(int who, int key) {
    return isActive(who) && key == party(who).key;
  }

  boolean registered(int who) {
    Party it = party(who);
    boolean joins = !it.registered && !it.refusedKeys.contains(0);
    it.registered |= joins;
    return joins;
  }

  /** Any key may be revoked, and again. */
  boolean keyRevoked(int who, int key) {
    party(who).refusedKeys.add(key);
    return true;
  }

  /** CON-32: by its next key, which nobody had. */
  boolean keyReplaced(int who, int next) {
    Party it = party(who);
    if (!it.registered || it.left || next <= it.key) {
      return false;
    }
    it.refusedKeys.add(it.key);
    it.key = next;
    return true;
  }

  /** Who is admitted may leave. */
  boolean left(int who) {
    party(who).left = true;
    return true;
  }

  boolean frozen(int who) {
    boolean changes = party(who).registered && !party(who).frozen;
    party(who).frozen |= changes;
    return changes;
  }

  boolean thawed(int who) {
    boolean changes = party(who).frozen;
    party(who).frozen = false;
    return changes;
  }

  /** GAME-1: hospitals that may be drawn. */
  List<Integer> verifiers() {
    List<Integer> all = new ArrayList<>();
    for (int who = 0; who < parties.size(); who++) {
      if (role(who) == Role.HOSPITAL && isActive(who)) {
        all.add(who);
      }
    }
    return all;
  }

  boolean levelBought(int who, int level, Now now) {
    Party it = party(who);
    if (it.frozen || points.applyAsLong(who) < rules.levelPrices().get(level - 1)) {
      return false;
    }
    boolean longer = it.level == level && it.levelUntil > now.height();
    it.levelUntil = (longer ? it.levelUntil : now.height()) + rules.levelBlocks();
    it.level = level;
    return true;
  }

  /** CON-7: of a read by a directive for this purpose. */
  long price(int reader, Purpose purpose, Now now) {
    if (!PRICED.contains(purpose)) {
      return 0;
    }
    Party it = party(reader);
    boolean member = it.level > 0 && now.height() <= it.levelUntil;
    int discount = member ? rules.discounts().get(it.level - 1) : 0;
    return rules.queryPrice() * (ALL_DISCOUNT - discount) / ALL_DISCOUNT;
  }
}

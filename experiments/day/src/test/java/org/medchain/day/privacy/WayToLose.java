package org.medchain.day.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.medchain.contract.consent.Purpose;

/**
 * How a party loses a right.
 *
 * @param what happens
 * @param party who loses it
 * @param before for which purpose it reads until then; nothing if it does not
 * @param act by which it happens
 * @param after for which purposes it tries to read then
 * @param search whether it could search, and still can
 * @param admitted whether nodes still talk to its key
 */
record WayToLose(
    String what,
    String party,
    Optional<Purpose> before,
    Act act,
    Predicate<Purpose> after,
    Search search,
    boolean admitted) {
  /** For all purposes. */
  static final Predicate<Purpose> ANY = Purpose::mayBeRead;

  /** The same without a doctor's read in an emergency, which takes no consent. */
  private static final Predicate<Purpose> BY_CONSENT = ANY.and(each -> each != Purpose.BTG);

  private static final Duration SHORTLY = Duration.ofSeconds(30);
  private static final Optional<Purpose> TREAT = Optional.of(Purpose.TREAT);
  private static final Optional<Purpose> NOT_BEFORE = Optional.empty();

  /** Something that is done by commands. */
  @FunctionalInterface
  interface Act {
    /** Does it. */
    void run() throws Exception;
  }

  /** Whether a party can search an owner's index. */
  enum Search {
    /** It never could. */
    NEVER,
    /** It can. */
    STILL,
    /** It could until it lost the right. */
    UNTIL_NOW
  }

  /**
   * All in a day, in their order: one that is for all doctors would hide what others lose.
   *
   * @param owner the owner's identity
   */
  static List<WayToLose> all(MarkerDay day, String owner) {
    String revoke = "patient revoke --all --as " + owner + " --purpose ";
    String end = " --to guardian --end --as " + owner;
    return List.of(
        new WayToLose(
            "a consent to a role is revoked",
            "anybody",
            Optional.of(Purpose.PUBHLTH),
            () -> day.done(revoke + "PUBHLTH --from role:doctor"),
            BY_CONSENT,
            Search.NEVER,
            true),
        new WayToLose(
            "a consent is revoked",
            "consented",
            TREAT,
            () -> day.done(revoke + "TREAT --from doctor:consented"),
            BY_CONSENT,
            Search.NEVER,
            true),
        new WayToLose(
            "a delegation ends",
            "guardian",
            TREAT,
            () -> day.done("patient delegate" + end),
            ANY,
            Search.STILL,
            true),
        new WayToLose(
            "a delegation of search ends",
            "guardian",
            NOT_BEFORE,
            () -> day.done("patient delegate-search" + end),
            ANY,
            Search.UNTIL_NOW,
            true),
        new WayToLose(
            "the center freezes the account",
            "author",
            TREAT,
            () -> day.done("center freeze --key " + day.key("author")),
            ANY,
            Search.NEVER,
            true),
        new WayToLose(
            "it leaves",
            "leaver",
            TREAT,
            () -> day.done("points exit --for-good --as leaver"),
            each -> false, // nobody executes its orders, and clients would try for minutes
            Search.UNTIL_NOW,
            true),
        new WayToLose(
            "the center revokes the key",
            "searcher",
            TREAT,
            () -> day.done("center revoke --key " + day.key("searcher")),
            ANY,
            Search.UNTIL_NOW,
            false),
        new WayToLose(
            "it has bought another record",
            "buyer",
            NOT_BEFORE,
            () -> buy(day, owner, day.markers().get(0)),
            ANY,
            Search.NEVER,
            true));
  }

  /** The last one: from now on its consent has some seconds. */
  static WayToLose byTime(MarkerDay day, String owner) {
    Instant end = Instant.now().plus(SHORTLY).truncatedTo(ChronoUnit.MILLIS);
    day.grant("doctor:timed", Purpose.TREAT, end.toString(), owner);
    return new WayToLose(
        "a consent's time is over",
        "timed",
        TREAT,
        () ->
            TimeUnit.MILLISECONDS.sleep(
                Math.max(0, Duration.between(Instant.now(), end).toMillis()) + 1),
        BY_CONSENT,
        Search.NEVER,
        true);
  }

  private static void buy(MarkerDay day, String owner, MarkerRecord record) {
    String type = " --type " + MarkerRecord.type(record.number());
    String until = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.DAYS).toString();
    day.done("patient offer " + record.id().toHex() + type + " --price 5 --as " + owner);
    String terms = " --count 1 --max-price 5 --until " + until + " --as buyer";
    String request = day.answer("institution request" + type + terms).path("request").asString("");
    String draft = "institution draft " + request + " --count 1 --as buyer --from " + owner;
    String deal = day.answer(draft).path("deal").asString("");
    day.done("patient sign " + deal + " --as " + owner);
  }
}

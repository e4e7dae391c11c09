package org.medchain.contract.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** The permissions of owners: to whom, what for and until when (CON-30; decision 0240). */
public final class Directives {
  /** The most directives of an owner, those whose time is over included. */
  public static final int MAX_OF_OWNER = 128;

  /** The most bytes of a directive, its places and their number, keys included. */
  static final int MAX_BYTES = 392;

  /** The most that {@link #mayOffer} costs: six names, and for each whether its giver decides. */
  public static final StateWork MAY_OFFER = new StateWork(2 + 6 * 8, 0, 0);

  static final Table<Hash, ConsentDirective> DIRECTIVES =
      new Table<>(0x3E, "directives", Codec.HASH, Codec.of(ConsentDirective.class));

  static final Table<PlaceOfOwner, Hash> PLACES =
      new Table<>(0x3F, "directives by place", Codec.of(PlaceOfOwner.class), Codec.HASH);

  static final Table<PublicKey, Long> COUNTS =
      new Table<>(0x40, "number of directives", PublicKey.CODEC, Codec.INT64);

  private Directives() {}

  /**
   * Numbers what an owner has.
   *
   * @param owner whose it is
   * @param place from 0
   */
  record PlaceOfOwner(PublicKey owner, long place) {}

  /** How many an owner has. */
  public static long count(WorldState state, PublicKey owner) {
    return COUNTS.get(state, owner).orElse(0L);
  }

  /** All of an owner, by place. */
  public static List<ConsentDirective> of(WorldState state, PublicKey owner) {
    List<ConsentDirective> all = new ArrayList<>();
    for (long place = 0; place < count(state, owner); place++) {
      Hash id = PLACES.get(state, new PlaceOfOwner(owner, place)).orElseThrow();
      all.add(DIRECTIVES.get(state, id).orElseThrow());
    }
    return all;
  }

  /** The entry with the id of an owner's directive at a place. */
  public static StateEntry<Hash> placeEntry(PublicKey owner, long place) {
    return PLACES.entry(new PlaceOfOwner(owner, place));
  }

  /** Puts a directive in the last place, or in that of the one with the same terms. */
  static WorldState put(WorldState state, DirectiveTerms terms, long untilMs, PublicKey givenBy) {
    Hash id = terms.id();
    Optional<ConsentDirective> before = DIRECTIVES.get(state, id);
    if (before.isPresent()) {
      long place = before.get().place();
      return DIRECTIVES.put(state, id, new ConsentDirective(terms, untilMs, givenBy, place));
    }
    long place = count(state, terms.owner());
    WorldState counted = COUNTS.put(state, terms.owner(), place + 1);
    WorldState placed = PLACES.put(counted, new PlaceOfOwner(terms.owner(), place), id);
    return DIRECTIVES.put(placed, id, new ConsentDirective(terms, untilMs, givenBy, place));
  }

  /** Takes a directive out; the owner's last one gets its place. */
  static WorldState remove(WorldState before, Hash id, ConsentDirective directive) {
    PublicKey owner = directive.terms().owner();
    long last = count(before, owner) - 1;
    WorldState state = DIRECTIVES.remove(before, id);
    PlaceOfOwner lastPlace = new PlaceOfOwner(owner, last);
    if (directive.place() < last) {
      Hash moving = PLACES.get(state, lastPlace).orElseThrow();
      ConsentDirective moved = DIRECTIVES.get(state, moving).orElseThrow().at(directive.place());
      state = DIRECTIVES.put(state, moving, moved);
      state = PLACES.put(state, new PlaceOfOwner(owner, directive.place()), moving);
    }
    state = PLACES.remove(state, lastPlace);
    return last == 0 ? COUNTS.remove(state, owner) : COUNTS.put(state, owner, last);
  }

  /**
   * Whether a directive lets the reader read the record now: a fixed number of names is looked up,
   * however many directives there are, and of each that is there at most whether its giver acts.
   */
  static ReadAnswer allowed(WorldState state, Hash id, StoredRecord record, Reading reading) {
    ReadAnswer answer = ReadAnswer.NO_CONSENT;
    List<DirectiveScope> scopes =
        List.of(
            new DirectiveScope.OneRecord(id),
            new DirectiveScope.OfType(record.type()),
            new DirectiveScope.AllRecords());
    for (Purpose purpose : reading.purpose().allowedBy()) {
      for (DirectiveScope scope : scopes) {
        for (Grantee grantee : grantees(reading.reader(), reading.role())) {
          DirectiveTerms terms = new DirectiveTerms(record.owner(), scope, grantee, purpose);
          Optional<ConsentDirective> found = DIRECTIVES.get(state, terms.id());
          if (found.filter(each -> each.untilMs() <= reading.timeMs()).isPresent()) {
            answer = ReadAnswer.EXPIRED;
          } else if (found.filter(each -> each.counts(state, reading.timeMs())).isPresent()) {
            return ReadAnswer.DIRECTIVE;
          }
        }
      }
    }
    return answer;
  }

  /**
   * Whether {@code provider} may offer the record (CON-8): its owner, and whom a directive lets
   * until the owner leaves.
   */
  public static boolean mayOffer(
      WorldState state, Hash id, StoredRecord record, PublicKey provider, long timeMs) {
    if (record.owner().equals(provider)) {
      return true;
    }
    Optional<Role> role = Registration.role(state, provider);
    return role.isPresent()
        && !Registration.hasLeft(state, record.owner())
        // The height is that of a vote, and this is not a vote.
        && allowed(
                state, id, record, new Reading(provider, role.get(), Purpose.DISCLOSE, 0, timeMs))
            == ReadAnswer.DIRECTIVE;
  }

  private static List<Grantee> grantees(PublicKey reader, Role role) {
    return List.of(new Grantee.Party(reader), new Grantee.AnyOf(role));
  }

  /** The entry with the number of an owner's directives. */
  public static StateEntry<Long> countEntry(PublicKey owner) {
    return COUNTS.entry(owner);
  }

  /** The entry of a directive. */
  public static StateEntry<ConsentDirective> entry(Hash id) {
    return DIRECTIVES.entry(id);
  }
}

package org.medchain.contract.records;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.Service;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Departure;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.data.metadata.SealedText;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.PointRules;

/** Uploaded records, and the verdicts on them (paper §3.1, §3.2.4, §4). */
public final class Records {
  static final Table<Hash, StoredRecord> RECORDS =
      new Table<>(0x23, "records", Codec.HASH, Codec.of(StoredRecord.class));

  /** How many records of a patient were accepted: kept where the reward depends on it (INC-10). */
  static final Table<PublicKey, Long> ACCEPTED =
      new Table<>(0x3C, "accepted records", PublicKey.CODEC, Codec.INT64);

  /** The form of metadata, only on chains whose metadata are not in clear (PRIV-6). */
  static final Table<Sole, MetadataForm> METADATA =
      new Table<>(0x48, "form of metadata", Table.SOLE, Codec.of(MetadataForm.class).named("form"));

  /** The file's hash of each record that is rewarded if it is found valid (INC-11). */
  static final Table<Hash, Hash> UNJUDGED =
      new Table<>(0x70, "contents to judge", Codec.HASH, Codec.HASH);

  /** Of each content that was rewarded, by the file's hash, the record. */
  static final Table<Hash, Hash> REWARDED =
      new Table<>(0x71, "rewarded contents", Codec.HASH, Codec.HASH);

  private Records() {}

  /** The form of descriptions and types on this chain. */
  public static MetadataForm metadata(WorldState state) {
    return METADATA.get(state, Sole.ENTRY).orElse(MetadataForm.CLEAR);
  }

  /** PRIV-7: whether this chain takes the descriptions and types in an operation. */
  public static boolean takesTextsOf(WorldState state, Operation operation) {
    List<String> texts = operation.recordTexts();
    return texts.stream().allMatch(SealedText::isSealed)
        || metadata(state).objection(texts).isEmpty();
  }

  /**
   * The reward of an accepted record.
   *
   * @param state afterwards
   * @param reward in points
   */
  record Rewarded(WorldState state, long reward) {}

  /** Pays the patient for its next accepted record; refused if the supply does not suffice. */
  static Rewarded reward(WorldState state, PublicKey patient) {
    PointRules rules = state.rules().points();
    boolean counts = rules.rule().countsRecords();
    long number = counts ? ACCEPTED.get(state, patient).orElse(0L) + 1 : 1;
    long reward = rules.rewardOf(number);
    WorldState counted = counts ? ACCEPTED.put(state, patient, number) : state;
    CreditPoints points =
        counted.points().reward(patient, reward).orElseThrow(Outcome.SUPPLY_EXHAUSTED::refusal);
    return new Rewarded(counted.with(points), reward);
  }

  /**
   * Pays the patient for a record that was found valid: where rewards are earned, once for each
   * content (INC-11); nothing to an owner that left and was settled in the meantime.
   */
  private static Rewarded earned(WorldState before, Hash id, PublicKey owner) {
    Optional<Hash> content = UNJUDGED.get(before, id);
    WorldState state = content.isPresent() ? UNJUDGED.remove(before, id) : before;
    if (Registration.isSettled(state, owner)
        || content.filter(each -> REWARDED.has(state, each)).isPresent()) {
      return new Rewarded(state, 0);
    }
    return reward(content.map(each -> REWARDED.put(state, each, id)).orElse(state), owner);
  }

  /** Whether the record is rewarded if it is found valid. */
  public static boolean awaitsReward(WorldState state, Hash id) {
    return UNJUDGED.has(state, id);
  }

  /** The record with this id that came in. */
  public static Optional<StoredRecord> find(WorldState state, Hash id) {
    return RECORDS.get(state, id);
  }

  /** When and how the owner of this record left: with that ended all that it leads to (GAME-7). */
  public static Optional<Departure> ownersExit(WorldState state, Hash id) {
    return find(state, id).flatMap(record -> Registration.departureEntry(record.owner()).in(state));
  }

  /**
   * INC-5: the owner is penalised, no matter who found it false; the caller ensures that it happens
   * once.
   */
  public static WorldState foundFalse(
      WorldState state, Hash id, StoredRecord record, List<Event> events) {
    CreditPoints.PenaltyResult penalised = state.points().penaliseFalse(record.owner());
    long taken = penalised.penalty().taken();
    long shortfall = penalised.penalty().shortfall();
    events.add(new RecordEvents.RecordFoundFalse(id, taken, shortfall));
    WorldState burnt = state.with(penalised.points());
    WorldState judged = awaitsReward(burnt, id) ? UNJUDGED.remove(burnt, id) : burnt;
    return RECORDS.put(judged, id, record.judgedFalse(shortfall));
  }

  /**
   * Verifiers found it valid, so that it is accepted now; or the center did, after it was accepted
   * at once. The owner is rewarded (INC-8, INC-11); refused if the supply does not suffice.
   */
  public static WorldState foundValid(
      WorldState state, Hash id, StoredRecord record, List<Event> events) {
    PublicKey owner = record.owner();
    Rewarded rewarded = earned(state, id, owner);
    events.add(
        record.isPending()
            ? new RecordEvents.RecordAccepted(id, owner, rewarded.reward())
            : new EconomyEvents.Rewarded(owner, Service.RECORD, id, rewarded.reward()));
    return RECORDS.put(rewarded.state(), id, record.accepted());
  }

  /** The entry of a record. */
  public static StateEntry<StoredRecord> entry(Hash id) {
    return RECORDS.entry(id);
  }
}

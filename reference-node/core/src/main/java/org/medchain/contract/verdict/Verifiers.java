package org.medchain.contract.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.VerifierRoll;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.ScoreRules;

/**
 * Draws the verifiers of a record (GAME-1; decision 0129) from the {@link VerifierRoll} by the hash
 * of the block after its upload, which the uploader cannot know.
 */
final class Verifiers {
  static final Table<UploadPlace, Hash> TO_DRAW =
      new Table<>(0x37, "verdicts to draw for", Codec.of(UploadPlace.class), Codec.HASH);

  static final Table<Long, Long> TO_DRAW_COUNT =
      new Table<>(0x38, "number of verdicts to draw for", Codec.INT64, Codec.INT64);

  private Verifiers() {}

  /**
   * Names an upload whose verifiers are not drawn yet.
   *
   * @param height of its block
   * @param index among those of the block, from 0
   */
  record UploadPlace(long height, long index) {}

  /** A record came in at this height: its verifiers are drawn by the next block. */
  static WorldState await(WorldState state, Hash record, long height) {
    long count = TO_DRAW_COUNT.get(state, height).orElse(0L);
    WorldState waiting = TO_DRAW.put(state, new UploadPlace(height, count), record);
    return TO_DRAW_COUNT.put(waiting, height, count + 1);
  }

  /**
   * At the end of a block: draws the verifiers of the records uploaded in the block before it.
   * Takes work in proportion to that block's uploads.
   */
  static WorldState draw(WorldState before, long height, Hash block) {
    long uploaded = height - 1;
    long count = TO_DRAW_COUNT.get(before, uploaded).orElse(0L);
    WorldState state = before;
    for (long i = 0; i < count; i++) {
      UploadPlace upload = new UploadPlace(uploaded, i);
      Hash record = TO_DRAW.get(state, upload).orElseThrow();
      Verification open = Verdicts.of(state, record).orElseThrow();
      List<PublicKey> drawn = drawn(state, open.rules().verifiers(), block, record);
      WorldState done = TO_DRAW.remove(state, upload);
      state = Verdicts.VERIFICATIONS.put(done, record, open.withCommittee(drawn));
    }
    return count == 0 ? state : TO_DRAW_COUNT.remove(state, uploaded);
  }

  /** How many records the end of the block at this height draws verifiers for. */
  static long toDraw(WorldState before, long height) {
    return TO_DRAW_COUNT.get(before, height - 1).orElse(0L);
  }

  /** How many verifiers it draws for them. */
  static long seatsToDraw(WorldState before, long height) {
    long seats = 0;
    for (long i = 0; i < toDraw(before, height); i++) {
      Hash record = TO_DRAW.get(before, new UploadPlace(height - 1, i)).orElseThrow();
      seats += Verdicts.of(before, record).orElseThrow().rules().verifiers();
    }
    return seats;
  }

  /**
   * This number of different verifiers, or all if there are fewer: the first of a shuffle. Where a
   * score has consequences, of twice as many those of a low rank come last (GAME-30).
   */
  private static List<PublicKey> drawn(WorldState state, int wanted, Hash block, Hash record) {
    long count = VerifierRoll.count(state);
    ScoreRules rules = state.rules().audit().score();
    Map<Long, Long> moved = new TreeMap<>();
    List<PublicKey> drawn = new ArrayList<>();
    List<PublicKey> low = new ArrayList<>();
    for (long i = 0; i < Math.min(rules.isOn() ? 2L * wanted : wanted, count); i++) {
      Bytes question = new Encoder().hash(block).hash(record).int64(i).toBytes();
      long place = i + Long.remainderUnsigned(Hash.of(question).w0(), count - i);
      PublicKey verifier = VerifierRoll.verifierAt(state, moved.getOrDefault(place, place));
      boolean isLow = rules.isOn() && rules.isLow(Scores.of(state, verifier));
      (isLow ? low : drawn).add(verifier);
      moved.put(place, moved.getOrDefault(i, i));
    }
    drawn.addAll(low);
    return drawn.subList(0, Math.min(wanted, drawn.size()));
  }
}

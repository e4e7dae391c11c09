package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Who verifies (GAME-1; decision 0129): hospitals and institutions that are registered and have not
 * left. The verifiers of a record are drawn by the hash of the block after its upload, which who
 * uploads cannot know.
 */
final class Committees {
  /** First bytes of the keys; those before them are in {@link IncentiveState}. */
  private static final int COUNT = 0x34;

  private static final int PLACE = 0x35;
  private static final int PLACE_OF = 0x36;
  private static final int TO_DRAW = 0x37;
  private static final int TO_DRAW_COUNT = 0x38;

  private static final Bytes COUNT_KEY = new Encoder().uint8(COUNT).toBytes();

  private Committees() {}

  static boolean mayVerify(Role role) {
    return role == Role.HOSPITAL || role == Role.INSTITUTION;
  }

  /** A verifier joins: it stands in the last place. */
  static ChainState enlist(ChainState state, PublicKey verifier) {
    long count = count(state);
    return at(state, count, verifier).put(COUNT_KEY, out -> out.int64(count + 1));
  }

  /** A verifier leaves: the last one takes its place, so that there is no gap. */
  static ChainState strike(ChainState state, PublicKey verifier) {
    long last = count(state) - 1;
    long place = state.get(placeOfKey(verifier), Decoder::int64).orElseThrow();
    PublicKey moving = verifierAt(state, last);
    return at(state, place, moving)
        .without(placeKey(last))
        .without(placeOfKey(verifier))
        .put(COUNT_KEY, out -> out.int64(last));
  }

  private static ChainState at(ChainState state, long place, PublicKey verifier) {
    return state.put(placeKey(place), verifier).put(placeOfKey(verifier), out -> out.int64(place));
  }

  private static long count(ChainState state) {
    return state.get(COUNT_KEY, Decoder::int64).orElse(0L);
  }

  private static PublicKey verifierAt(ChainState state, long place) {
    return state.get(placeKey(place), PublicKey::decode).orElseThrow();
  }

  /** A record came in at this height: its verifiers are drawn by the next block. */
  static ChainState await(ChainState state, Hash record, long height) {
    long count = state.get(toDrawCountKey(height), Decoder::int64).orElse(0L);
    return state
        .put(toDrawKey(height, count), out -> out.hash(record))
        .put(toDrawCountKey(height), out -> out.int64(count + 1));
  }

  /**
   * At the end of a block: draws the verifiers of what came in with the block before it. So much
   * work as that block had uploads.
   */
  static ChainState draw(ChainState before, long height, Hash block) {
    long uploaded = height - 1;
    long count = before.get(toDrawCountKey(uploaded), Decoder::int64).orElse(0L);
    ChainState state = before;
    for (long i = 0; i < count; i++) {
      Hash record = state.get(toDrawKey(uploaded, i), Decoder::hash).orElseThrow();
      Verification open = state.incentives().verification(record).orElseThrow();
      List<PublicKey> drawn = drawn(state, open.rules().verifiers(), block, record);
      state =
          state
              .without(toDrawKey(uploaded, i))
              .incentives()
              .with(record, open.withCommittee(drawn));
    }
    return count == 0 ? state : state.without(toDrawCountKey(uploaded));
  }

  /** So many different verifiers, or all if there are fewer: the beginning of a shuffle. */
  private static List<PublicKey> drawn(ChainState state, int wanted, Hash block, Hash record) {
    long count = count(state);
    Map<Long, Long> moved = new TreeMap<>();
    List<PublicKey> drawn = new ArrayList<>();
    for (long i = 0; i < Math.min(wanted, count); i++) {
      Bytes question = new Encoder().hash(block).hash(record).int64(i).toBytes();
      long place = i + Long.remainderUnsigned(Hash.of(question).w0(), count - i);
      drawn.add(verifierAt(state, moved.getOrDefault(place, place)));
      moved.put(place, moved.getOrDefault(i, i));
    }
    return drawn;
  }

  private static Bytes placeKey(long place) {
    return new Encoder().uint8(PLACE).int64(place).toBytes();
  }

  private static Bytes placeOfKey(PublicKey verifier) {
    return new Encoder().uint8(PLACE_OF).value(verifier).toBytes();
  }

  private static Bytes toDrawKey(long height, long index) {
    return new Encoder().uint8(TO_DRAW).int64(height).int64(index).toBytes();
  }

  private static Bytes toDrawCountKey(long height) {
    return new Encoder().uint8(TO_DRAW_COUNT).int64(height).toBytes();
  }
}

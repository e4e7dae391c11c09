package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/** CMP-1: the trace hash changes with anything that it stands for. */
class TraceDigestTest {
  private static final PublicKey KEY = new PublicKey(Hash.of(Bytes.utf8("key")).toBytes());

  private static Envelope envelope(int code, int signedByte) {
    byte[] signature = new byte[Signature.SIZE];
    signature[7] = (byte) signedByte;
    return new Envelope(code, KEY, Bytes.EMPTY, new Signature(Bytes.of(signature)));
  }

  private static Receipt receipt(int code) {
    return new Receipt(new RequestId(KEY, 1), code, Bytes.EMPTY);
  }

  private static String digest(Consumer<TraceDigest> events) {
    TraceDigest digest = new TraceDigest();
    events.accept(digest);
    return digest.hexDigest();
  }

  @Test
  void everyPartOfEveryEventCounts() {
    List<Consumer<TraceDigest>> different = new ArrayList<>();
    different.add(digest -> {});
    different.add(digest -> digest.delivered("n1", 5, envelope(1, 0), 10));
    different.add(digest -> digest.delivered("n2", 5, envelope(1, 0), 10));
    different.add(digest -> digest.delivered("n1", 6, envelope(1, 0), 10));
    different.add(digest -> digest.delivered("n1", 5, envelope(2, 0), 10));
    different.add(digest -> digest.delivered("n1", 5, envelope(1, 1), 10));
    different.add(digest -> digest.delivered("n1", 5, envelope(1, 0), 11));
    different.add(digest -> digest.reverted(1, 5, 7));
    different.add(digest -> digest.reverted(1, 5, 8));
    different.add(digest -> digest.reverted(2, 5, 7));
    different.add(digest -> digest.accepted(1, receipt(0).request(), 3, receipt(0), 4, 5));
    different.add(digest -> digest.accepted(1, receipt(0).request(), 3, receipt(1), 4, 5));
    different.add(digest -> digest.accepted(1, receipt(0).request(), 2, receipt(0), 4, 5));
    different.add(digest -> digest.accepted(1, receipt(0).request(), 3, receipt(0), 3, 5));
    assertThat(different.stream().map(TraceDigestTest::digest)).doesNotHaveDuplicates();
  }

  @Test
  void manyEventsDoNotOverflowTheBuffer() {
    Consumer<TraceDigest> many =
        digest -> {
          for (int i = 0; i < 10_000; i++) {
            digest.delivered("n1234", i, envelope(1, 0), 10);
          }
        };
    assertThat(digest(many)).isEqualTo(digest(many)).hasSize(64);
  }
}

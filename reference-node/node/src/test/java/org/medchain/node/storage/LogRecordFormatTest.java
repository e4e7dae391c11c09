package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.medchain.data.Bytes;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;

/** STO-2: the format of segments and records. */
class LogRecordFormatTest {
  private static final SegmentHeader SEGMENT =
      new SegmentHeader(SegmentHeader.SegmentKind.LOG, 0x1122334455667788L, 5);
  private static final LogRecordFormat FORMAT = new LogRecordFormat(SEGMENT);

  private static byte[] written(long position, long sequence, Bytes content) {
    byte[] record = new byte[LogRecordHeader.SIZE + content.size()];
    FORMAT.write(
        record, 0, position, LogRecordKind.ENTRY, sequence, new ForcedBefore(4, 3), 9, content);
    return record;
  }

  @Example
  void goldenSegmentHeader() throws IOException {
    assertThat(HexFormat.of().formatHex(SEGMENT.encoded()))
        .isEqualTo("cdd3b5b104000000010000008877665544332211050000000000000093ab0107");
    assertThat(SegmentHeader.decode(SEGMENT.encoded())).contains(SEGMENT);
    assertThat(SEGMENT.fileName()).isEqualTo("log-0000000000000000005.seg");
  }

  /**
   * Checksum, length, content's checksum, kind, sequence, forced here and in the other, tag,
   * content.
   */
  @Example
  void goldenRecord() {
    assertThat(HexFormat.of().formatHex(written(32, 6, Bytes.utf8("medchain"))))
        .isEqualTo(
            "d6580dc208000000c60cc1ac0106000000000000000400000000000000030000000000000009000000000000006d6564636861696e");
  }

  @Property(tries = 200)
  void whatIsWrittenIsRead(
      @ForAll byte[] content,
      @ForAll @LongRange(min = 0) long position,
      @ForAll @LongRange(min = 1) long sequence) {
    byte[] record = written(position, sequence, Bytes.of(content));
    LogRecordHeader header = FORMAT.read(record, 0, position).orElseThrow();
    assertThat(header.sequence()).isEqualTo(sequence);
    assertThat(header.length()).isEqualTo(content.length);
    assertThat(header.tag()).isEqualTo(9);
    assertThat(header.forced()).isEqualTo(new ForcedBefore(4, 3));
    assertThat(header.contentChecksum())
        .isEqualTo(FORMAT.checksumOf(record, LogRecordHeader.SIZE, content.length));
  }

  /** Any bytes are a header or none; nothing is thrown. */
  @Property(tries = 300)
  void anyBytesAreAHeaderOrRefused(@ForAll byte[] bytes) throws IOException {
    assertThat(FORMAT.read(Arrays.copyOf(bytes, LogRecordHeader.SIZE), 0, 0)).isEmpty();
    assertThat(SegmentHeader.decode(Arrays.copyOf(bytes, SegmentHeader.SIZE))).isEmpty();
  }
}

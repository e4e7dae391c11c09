package org.medchain.spark;

import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.WorkloadConfig;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * A result on its way from a worker to the driver, which has the trial's cell (ENG-2). Histograms
 * are not compressed: what the driver writes must not depend on a worker's zlib.
 */
final class TrialResultJson {
  private static final String TRIAL = "trial";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(TrialCell.class, new CellWriter())
                  .addDeserializer(TrialCell.class, new CellReader())
                  .addSerializer(Histogram.class, new HistogramWriter())
                  .addDeserializer(Histogram.class, new HistogramReader()))
          .build();

  private TrialResultJson() {}

  static String write(TrialResult result) {
    return MAPPER.writeValueAsString(result);
  }

  /** The result of a trial. */
  static TrialResult read(String json, TrialCell trial) {
    return MAPPER.readerFor(TrialResult.class).withAttribute(TRIAL, trial).readValue(json);
  }

  /** Of a trial, or of the step of a search that its row is of. */
  private record SentCell(int step, WorkloadConfig load) {}

  private record SentHistogram(String tag, ByteBuffer counts) {}

  private static final class CellWriter extends ValueSerializer<TrialCell> {
    @Override
    public void serialize(TrialCell cell, JsonGenerator out, SerializationContext context) {
      out.writePOJO(new SentCell(cell.step(), cell.config().workload()));
    }
  }

  private static final class CellReader extends ValueDeserializer<TrialCell> {
    @Override
    public TrialCell deserialize(JsonParser in, DeserializationContext context) {
      TrialCell trial = (TrialCell) context.getAttribute(TRIAL);
      SentCell sent = context.readValue(in, SentCell.class);
      return sent.step() == 0 ? trial : trial.step(sent.step(), sent.load());
    }
  }

  private static final class HistogramWriter extends ValueSerializer<Histogram> {
    @Override
    public void serialize(Histogram histogram, JsonGenerator out, SerializationContext context) {
      ByteBuffer counts = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
      histogram.encodeIntoByteBuffer(counts);
      out.writePOJO(new SentHistogram(histogram.getTag(), counts.flip()));
    }
  }

  private static final class HistogramReader extends ValueDeserializer<Histogram> {
    @Override
    public Histogram deserialize(JsonParser in, DeserializationContext context) {
      SentHistogram sent = context.readValue(in, SentHistogram.class);
      Histogram histogram = Histogram.decodeFromByteBuffer(sent.counts(), 0);
      histogram.setTag(sent.tag());
      return histogram;
    }
  }
}

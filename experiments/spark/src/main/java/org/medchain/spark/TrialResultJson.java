package org.medchain.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.WorkloadConfig;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
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
  private static final String STEP = "step";
  private static final String LOAD = "load";
  private static final String TAG = "tag";
  private static final String COUNTS = "counts";

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

  /** Of a search, whose row is that of a step, the step. */
  private static final class CellWriter extends ValueSerializer<TrialCell> {
    @Override
    public void serialize(TrialCell cell, JsonGenerator out, SerializationContext context) {
      out.writeStartObject();
      if (cell.step() > 0) {
        out.writeNumberProperty(STEP, cell.step());
        out.writePOJOProperty(LOAD, cell.config().workload());
      }
      out.writeEndObject();
    }
  }

  private static final class CellReader extends ValueDeserializer<TrialCell> {
    @Override
    public TrialCell deserialize(JsonParser in, DeserializationContext context) {
      TrialCell trial = (TrialCell) context.getAttribute(TRIAL);
      JsonNode json = context.readTree(in);
      return json.has(STEP)
          ? trial.step(
              json.get(STEP).intValue(),
              context.readTreeAsValue(json.get(LOAD), WorkloadConfig.class))
          : trial;
    }
  }

  private static final class HistogramWriter extends ValueSerializer<Histogram> {
    @Override
    public void serialize(Histogram histogram, JsonGenerator out, SerializationContext context) {
      ByteBuffer counts = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
      int length = histogram.encodeIntoByteBuffer(counts);
      out.writeStartObject();
      out.writeStringProperty(TAG, histogram.getTag());
      out.writeBinaryProperty(COUNTS, Arrays.copyOf(counts.array(), length));
      out.writeEndObject();
    }
  }

  private static final class HistogramReader extends ValueDeserializer<Histogram> {
    @Override
    public Histogram deserialize(JsonParser in, DeserializationContext context) {
      JsonNode json = context.readTree(in);
      Histogram histogram =
          Histogram.decodeFromByteBuffer(ByteBuffer.wrap(json.get(COUNTS).binaryValue()), 0);
      // Without a tag it has a null, and so has the one that was written.
      histogram.setTag(json.path(TAG).asString(null));
      return histogram;
    }
  }
}

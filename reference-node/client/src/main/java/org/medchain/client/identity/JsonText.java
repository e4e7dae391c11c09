package org.medchain.client.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.contract.engine.Role;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.files.sealing.WrappedFileKey;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Files and output in JSON: values from the ledger are written there as hexadecimal digits. */
public final class JsonText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(digits())
          .build();

  private static final long MAX_SIZE = 1 << 20;

  private JsonText() {}

  private static SimpleModule digits() {
    SimpleModule module = new SimpleModule();
    add(module, Hash.class, Hash::toHex, Hash::fromHex);
    add(module, Role.class, Role::word, word -> Role.valueOf(word.toUpperCase(Locale.ROOT)));
    add(module, PublicKey.class, PublicKey::decode);
    add(module, MedicalRecord.class, Codec.of(MedicalRecord.class)::decode);
    add(module, RecordTexts.class, Codec.of(RecordTexts.class)::decode);
    add(module, WrappedFileKey.class, WrappedFileKey.CODEC::decode);
    add(module, Transaction.class, Transaction::decode);
    add(module, Receipt.class, Receipt.CODEC::decode);
    add(module, UpdateIndex.class, UpdateIndex.TYPE.reader());
    return module.addKeyDeserializer(
        Hash.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return Hash.fromHex(key);
          }
        });
  }

  private static <T extends Encodable> void add(
      SimpleModule module, Class<T> type, Function<Decoder, T> reader) {
    add(
        module,
        type,
        value -> value.encoded().toHex(),
        text -> Decoder.decode(Bytes.fromHex(text), reader));
  }

  private static <T> void add(
      SimpleModule module, Class<T> type, Function<T, String> text, Function<String, T> reader) {
    module.addSerializer(
        type,
        new ValueSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(text.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new ValueDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) {
            return reader.apply(in.getString());
          }
        });
  }

  /** An object: of a record its components, of a map its entries in their order. */
  public static String of(Object fields) {
    return JSON.writeValueAsString(fields) + "\n";
  }

  /** Writes a file whole or not at all, and forces it to the disk. */
  public static void write(Path file, Object fields) throws IOException {
    DurableFile.write(file, of(fields));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is not there or no JSON; the message is one line
   */
  public static JsonNode read(Path file) throws IOException {
    return read(file, JsonNode.class);
  }

  /** The same of a file that may not be there yet. */
  public static <T> Optional<T> find(Path file, Class<T> type) throws IOException {
    return Files.exists(file) ? Optional.of(read(file, type)) : Optional.empty();
  }

  /**
   * Reads what {@link #write} wrote of a record.
   *
   * @throws IOException if it is not there or damaged; the message is one line
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw new IOException(file + ": larger than " + MAX_SIZE + " bytes");
      }
      return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), type))
          .orElseThrow(() -> new IOException(file + " is damaged: it has nothing"));
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file", e);
    } catch (JacksonException e) {
      String what = type == JsonNode.class ? ": not JSON: " : " is damaged: ";
      throw new IOException(file + what + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
  }
}

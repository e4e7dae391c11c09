package org.medchain.comparison.workload;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.data.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One FHIR R4 bundle in JSON (CMP-56). */
final class FhirBundle {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int MAX_DESCRIPTION = 200;

  /** Who made what no doctor is named for. */
  private static final String UNNAMED = "unnamed";

  /** Where a type has what a record needs: the first of these that is there counts. */
  private static final Map<String, FhirFields> FIELDS =
      Map.of(
          "Encounter",
          new FhirFields(
              List.of("/period/start"),
              List.of("/participant/0/individual/reference", "/serviceProvider/reference"),
              List.of("/type/0", "/serviceType", "/reasonCode/0")),
          "DiagnosticReport",
          new FhirFields(
              List.of("/effectiveDateTime", "/effectivePeriod/start", "/issued"),
              List.of("/resultsInterpreter/0/reference", "/performer/0/reference"),
              List.of("/code")),
          "DocumentReference",
          new FhirFields(
              List.of("/date", "/context/period/start"),
              List.of("/author/0/reference", "/authenticator/reference"),
              List.of("/type", "/category/0")),
          "ImagingStudy",
          new FhirFields(
              List.of("/started"),
              List.of("/interpreter/0/reference", "/referrer/reference"),
              List.of("/procedureCode/0", "/modality/0")));

  private final Path file;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final List<BundleEntry> entries = new ArrayList<>();
  private final Map<String, BundleEntry> byReference = new LinkedHashMap<>();

  /**
   * Where the fields are.
   *
   * @param times of a record's time
   * @param doctors of the reference to who made it
   * @param words of the concepts that say what it is
   */
  private record FhirFields(List<String> times, List<String> doctors, List<String> words) {}

  /** A resource and its place, for error messages. */
  private record BundleEntry(int place, JsonNode resource) {
    String type() {
      return resource.path("resourceType").asString("");
    }

    Optional<String> id() {
      return resource.path("id").asStringOpt().filter(each -> !each.isEmpty());
    }
  }

  private FhirBundle(Path file) {
    this.file = file;
  }

  static FhirBundle read(Path file, byte[] content) {
    FhirBundle bundle = new FhirBundle(file);
    JsonNode root = bundle.parsed(content);
    String type = root.path("resourceType").asString("");
    if (!type.equals("Bundle")) {
      throw bundle.wrong(
          "not a FHIR bundle: its resourceType is "
              + (type.isEmpty() ? "missing" : "'" + type + "'")
              + ", and must be 'Bundle'");
    }
    bundle.requireCharacters("", root);
    int place = 0;
    for (JsonNode entry : root.path("entry")) {
      bundle.add(new BundleEntry(place++, entry.path("resource")), entry.path("fullUrl"));
    }
    return bundle;
  }

  private JsonNode parsed(byte[] content) {
    try {
      return MAPPER.readTree(content);
    } catch (JacksonException e) {
      // The library's own message goes over several lines.
      String what = e.getOriginalMessage().lines().findFirst().orElse("?");
      throw wrong("not JSON: " + what + ", at line " + e.getLocation().getLineNr());
    }
  }

  private void add(BundleEntry entry, JsonNode fullUrl) {
    entries.add(entry);
    entry.id().ifPresent(id -> byReference.put(entry.type() + "/" + id, entry));
    if (fullUrl.isString()) {
      byReference.put(fullUrl.stringValue(), entry);
    }
  }

  /** JSON's escapes can name half a surrogate pair: it has no bytes, and all are alike. */
  private void requireCharacters(String place, JsonNode node) {
    if (node.isString()) {
      if (!encoder.canEncode(node.stringValue())) {
        throw wrong(place + " holds half a surrogate pair, which is no character");
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        requireCharacters(place + "[" + i + "]", node.get(i));
      }
    } else {
      for (Map.Entry<String, JsonNode> each : node.properties()) {
        requireCharacters((place.isEmpty() ? "" : place + ".") + each.getKey(), each.getValue());
      }
    }
  }

  /** A record for each resource of the types that are records, in the bundle's order. */
  List<SyntheticRecord> records() {
    List<SyntheticRecord> records = new ArrayList<>();
    for (BundleEntry each : entries) {
      FhirFields fields = FIELDS.get(each.type());
      if (fields != null) {
        records.add(record(each, fields));
      }
    }
    return records;
  }

  private SyntheticRecord record(BundleEntry entry, FhirFields fields) {
    JsonNode resource = entry.resource();
    byte[] bytes = resource.toString().getBytes(StandardCharsets.UTF_8);
    return new SyntheticRecord(
        first(resource, List.of("/subject/reference"))
            .map(each -> name(entry, each))
            .filter(name -> !name.isEmpty())
            .orElseThrow(() -> wrong(entry, "subject.reference must name the patient")),
        doctor(entry, fields),
        timestampMs(entry, fields),
        entry.type(),
        description(entry, fields),
        path(entry),
        bytes.length,
        Hash.ofArray(bytes));
  }

  private String path(BundleEntry entry) {
    return file.getFileName() + "#" + entry.id().orElse("entry-" + entry.place());
  }

  /** Of the resource itself, or else of the encounter that it belongs to. */
  private String doctor(BundleEntry entry, FhirFields fields) {
    return doctorOf(entry, fields)
        .or(() -> encounter(entry).flatMap(each -> doctorOf(each, FIELDS.get("Encounter"))))
        .filter(name -> !name.isEmpty())
        .orElse(UNNAMED);
  }

  private Optional<String> doctorOf(BundleEntry entry, FhirFields fields) {
    return first(entry.resource(), fields.doctors()).map(each -> name(entry, each));
  }

  private Optional<BundleEntry> encounter(BundleEntry entry) {
    List<String> places = List.of("/encounter/reference", "/context/encounter/0/reference");
    return first(entry.resource(), places)
        .map(each -> byReference.get(FhirReference.of(each).target()));
  }

  private static Optional<String> first(JsonNode resource, List<String> pointers) {
    for (String each : pointers) {
      JsonNode found = resource.at(each);
      if (found.isString() && !found.stringValue().isBlank()) {
        return Optional.of(found.stringValue());
      }
    }
    return Optional.empty();
  }

  /** The id of what a reference names: literal, by fullUrl, or by an identifier to search for. */
  private String name(BundleEntry from, String text) {
    FhirReference reference = FhirReference.of(text);
    if (reference.isContained()) {
      // The #p1 of another resource is another person.
      return path(from) + reference.target();
    }
    return Optional.ofNullable(byReference.get(reference.target()))
        .flatMap(BundleEntry::id)
        .orElseGet(reference::id);
  }

  private long timestampMs(BundleEntry entry, FhirFields fields) {
    String text =
        first(entry.resource(), fields.times())
            .orElseThrow(
                () ->
                    wrong(
                        entry,
                        "it has no time: one of "
                            + String.join(", ", fields.times()).replace("/", ".").substring(1)
                            + " must be there"));
    try {
      long timeMs = instant(text).toEpochMilli();
      if (timeMs >= 0) {
        return timeMs;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Reported below, together with times that are too early.
    }
    throw wrong(
        entry, "'" + text + "' is no FHIR date or time from 1970 on, such as 2023-12-25T09:44:13Z");
  }

  /** FHIR's dateTime: a year, a month, a date, or a time with its offset. */
  private static Instant instant(String text) {
    LocalDate date =
        switch (text.length()) {
          case 4 -> YearMonth.parse(text + "-01").atDay(1);
          case 7 -> YearMonth.parse(text).atDay(1);
          case 10 -> LocalDate.parse(text);
          default -> null;
        };
    return date == null
        ? OffsetDateTime.parse(text).toInstant()
        : date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String description(BundleEntry entry, FhirFields fields) {
    for (String each : fields.words()) {
      JsonNode concept = entry.resource().at(each);
      Optional<String> words =
          first(concept, List.of("/text", "/coding/0/display", "/display", "/coding/0/code"));
      if (words.isPresent()) {
        String text = words.get();
        int end = Math.min(MAX_DESCRIPTION, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, end));
      }
    }
    return entry.type();
  }

  private DatasetException wrong(BundleEntry entry, String what) {
    return wrong("entry[" + entry.place() + "], " + entry.type() + ": " + what);
  }

  private DatasetException wrong(String what) {
    return new DatasetException(file + ": " + what);
  }
}

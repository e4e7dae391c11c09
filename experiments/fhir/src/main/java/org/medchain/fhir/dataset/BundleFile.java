package org.medchain.fhir.dataset;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Reference;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.DatasetFile;
import org.medchain.comparison.workload.RecordTime;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.data.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One FHIR R4 bundle in JSON: its entries, and what their references name (CMP-56). */
final class BundleFile {
  /** Of an attachment; the library ends texts at 100 million characters, which base 64 may need. */
  private static final int BYTES_MAX = 64 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final DatasetFile file;
  private final List<BundleEntry> entries = new ArrayList<>();
  private final Map<ResourceName, BundleEntry> known = new HashMap<>();
  private final Set<String> paths = new HashSet<>();

  /** Identifiers of several resources. */
  private final Set<ResourceName> shared = new HashSet<>();

  private record BundleEntry(
      ResourceName name, String place, String path, JsonNode resource, RecordFields fields) {}

  private BundleFile(DatasetFile file) {
    this.file = file;
  }

  static BundleFile read(DatasetFile file) {
    BundleFile bundle = new BundleFile(file);
    JsonNode root = bundle.parsed();
    String type = root.path("resourceType").asString("");
    if (!type.equals("Bundle")) {
      throw bundle.wrong(
          "not a FHIR bundle: its resourceType is "
              + (type.isEmpty() ? "missing" : "'" + type + "'")
              + ", and must be 'Bundle'");
    }
    bundle.requireTexts("", root);
    JsonNode all = root.path("entry");
    if (!all.isArray() && !all.isMissingNode() && !all.isNull()) {
      throw bundle.wrong("entry must be a list");
    }
    int number = 0;
    for (JsonNode each : all) {
      ResourceName url = ResourceName.of(each.path("fullUrl").asString(""));
      bundle.add(number++, url, each.path("resource"));
    }
    return bundle;
  }

  private JsonNode parsed() {
    try {
      return MAPPER.readTree(file.content());
    } catch (JacksonException e) {
      String kind =
          e instanceof StreamConstraintsException ? "over 64 MiB or 500 levels" : "not JSON";
      // The library's own message goes over several lines.
      String what = e.getOriginalMessage().lines().findFirst().orElse("?");
      String place =
          Optional.ofNullable(e.getLocation())
              .map(at -> ", at line " + at.getLineNr() + ", column " + at.getColumnNr())
              .orElse("");
      throw wrong(kind + ": " + what + place);
    }
  }

  private void requireTexts(String place, JsonNode node) {
    String text = node.asString("");
    // JSON's escapes can name half a surrogate pair: it has no bytes, and all are alike.
    if (text.codePoints().anyMatch(each -> Character.getType(each) == Character.SURROGATE)) {
      throw wrong(place + " holds half a surrogate pair, which is no character");
    }
    if (text.chars().filter(each -> each > ' ' && each != '=').count() * 3 / 4 > BYTES_MAX) {
      throw wrong(place + " holds more than 64 MiB, which attachments may have");
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireTexts(place + "[" + i + "]", node.get(i));
    }
    String before = place.isEmpty() ? "" : place + ".";
    node.properties().forEach(each -> requireTexts(before + each.getKey(), each.getValue()));
  }

  private void add(int number, ResourceName url, JsonNode resource) {
    String type = resource.path("resourceType").asString("");
    String id = resource.path("id").asString("");
    ResourceName name = new ResourceName(url.server(), type, id.isEmpty() ? url.id() : id);
    String place = "entry[" + number + "], " + type + ": ";
    String path =
        file.path().getFileName() + "#" + (id.isEmpty() || !paths.add(id) ? "entry-" + number : id);
    BundleEntry entry = new BundleEntry(name, place, path, resource, fields(type, place, resource));
    known.put(name, entry);
    known.put(url.id().isEmpty() ? name : url, entry);
    for (JsonNode each : resource.path("identifier")) {
      String value = each.path("value").asString("");
      for (String system : List.of(each.path("system").asString(""), "")) {
        identify(ResourceName.ofIdentifier(system, type, value), entry);
        identify(ResourceName.ofIdentifier(system, "", value), entry);
      }
    }
    if (!entry.fields().equals(RecordFields.NONE)) {
      entries.add(entry);
    }
  }

  private void identify(ResourceName identifier, BundleEntry entry) {
    BundleEntry first = known.computeIfAbsent(identifier, each -> entry);
    if (!first.name().equals(entry.name()) && !identifier.id().isEmpty()) {
      shared.add(identifier);
    }
  }

  private RecordFields fields(String type, String place, JsonNode resource) {
    JsonNode words = resource.deepCopy();
    // No record needs what is in an attachment, in resources within, or in a page of words.
    for (String each : List.of("data", "contained", "div")) {
      words.findParents(each).forEach(parent -> ((ObjectNode) parent).remove(each));
    }
    try {
      return RecordFields.of(type, MAPPER.writeValueAsString(words));
    } catch (DataFormatException e) {
      throw wrong(place + String.valueOf(e.getMessage()).lines().findFirst().orElse("?"));
    }
  }

  /**
   * A record for each resource of the types that are records, in the bundle's order; to be made
   * when all files' people are known.
   */
  List<Supplier<SyntheticRecord>> records(PersonNames patients, PersonNames doctors) {
    return entries.stream().map(each -> record(each, patients, doctors)).toList();
  }

  private Supplier<SyntheticRecord> record(
      BundleEntry entry, PersonNames patients, PersonNames doctors) {
    ResourceName patient =
        names(entry, "subject")
            .filter(each -> each.type().isEmpty() || each.type().equalsIgnoreCase("Patient"))
            .findFirst()
            .orElseThrow(() -> wrong(entry.place() + "subject.reference must name the patient"));
    ResourceName doctor = doctor(entry);
    patients.add(patient);
    doctors.add(doctor);
    String type = entry.name().type();
    String words = entry.fields().words().orElse(type);
    long timestampMs = timestampMs(entry);
    byte[] bytes = MAPPER.writeValueAsBytes(entry.resource());
    int size = bytes.length;
    Hash hash = Hash.ofArray(bytes);
    String path = entry.path();
    return () ->
        new SyntheticRecord(
            patients.of(patient), doctors.of(doctor), timestampMs, type, words, path, size, hash);
  }

  /** Of the resource itself, or else of the encounter that it belongs to. */
  private ResourceName doctor(BundleEntry entry) {
    Stream<BundleEntry> encounters =
        names(entry, entry.fields().paths().encounters())
            .flatMap(each -> Stream.ofNullable(known.get(each)));
    return Stream.concat(Stream.of(entry), encounters)
        .flatMap(each -> names(each, each.fields().paths().doctors()))
        .findFirst()
        .orElse(new ResourceName("", "", "unnamed"));
  }

  /** What references name: resources of this bundle by their own names. */
  private Stream<ResourceName> names(BundleEntry from, String elements) {
    return from.fields()
        .references(elements)
        .map(each -> named(from, each))
        .filter(each -> !each.id().isEmpty());
  }

  private ResourceName named(BundleEntry from, Reference reference) {
    // HAPI takes an extension for a reference too.
    String said = Objects.requireNonNullElse(reference.getReference(), "").strip();
    String text = said.isEmpty() ? "?" : said;
    if (text.startsWith("#")) {
      // The #p1 of another resource is another person.
      return new ResourceName("", "", text.length() > 1 ? from.path() + text : "");
    }
    ResourceName name =
        text.contains("?") ? ResourceName.ofSearch(text, reference) : ResourceName.of(text);
    if (shared.contains(name)) {
      throw wrong(from.place() + "identifier '" + name.id() + "' belongs to several resources");
    }
    ResourceName here = name.at(from.name().server());
    return Stream.of(here, name)
        .flatMap(each -> Stream.ofNullable(known.get(each)))
        .map(BundleEntry::name)
        .findFirst()
        .orElse(here);
  }

  private long timestampMs(BundleEntry entry) {
    String elements = entry.fields().paths().times().replace(" ", ", ");
    String none = entry.place() + "it has no time: one of " + elements + " must be there";
    String text = entry.fields().time().orElseThrow(() -> wrong(none));
    String bad = entry.place() + "'" + text + "' is no FHIR date or time; " + RecordTime.ALLOWED;
    return RecordTime.ms(text).orElseThrow(() -> wrong(bad));
  }

  private DatasetException wrong(String what) {
    return new DatasetException(file.path() + ": " + what);
  }
}

package org.medchain.day.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * How large the files of imaging studies are: {@code datasets/image-sizes/image-sizes.csv}, whose
 * lines have their sources in {@code datasets/README.md}. The number of images of a study is drawn
 * between the two of its modality, as likely in each doubling.
 */
final class ImageSizes {
  private final Map<String, ModalitySize> modalities = new LinkedHashMap<>();

  private record ModalitySize(long imageBytes, int least, int most) {}

  private ImageSizes() {}

  /** Reads the project's table. */
  static ImageSizes read(Path file) throws IOException {
    ImageSizes sizes = new ImageSizes();
    Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", 7)).forEach(sizes::add);
    return sizes;
  }

  private void add(String[] fields) {
    long pixels = Long.parseLong(fields[1]) * Long.parseLong(fields[2]);
    int least = Integer.parseInt(fields[4]);
    int most = Integer.parseInt(fields[5]);
    modalities.put(fields[0], new ModalitySize(pixels * Long.parseLong(fields[3]), least, most));
  }

  /**
   * Bytes of a study.
   *
   * @param description of the study, from which its modality is known: an index has no other word
   */
  long draw(String description, Random random) {
    ModalitySize size = modalities.get(modality(description));
    double images =
        size.least() * Math.pow((double) size.most() / size.least(), random.nextDouble());
    return size.imageBytes() * Math.round(images);
  }

  /** DICOM's code; plain radiography, which is most of what is done, where no word tells. */
  static String modality(String description) {
    String words = description.toLowerCase(Locale.ROOT);
    if (words.contains("mammogra")) {
      return "MG";
    }
    if (words.contains("echocardio") || words.contains("ultraso") || words.contains("sonogra")) {
      return "US";
    }
    if (words.contains("magnetic") || words.contains("mri")) {
      return "MR";
    }
    if (words.contains("tomography") || words.startsWith("ct ") || words.contains(" ct ")) {
      return "CT";
    }
    return words.contains("angiogra") ? "XA" : "DX";
  }
}

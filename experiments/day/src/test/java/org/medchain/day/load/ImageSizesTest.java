package org.medchain.day.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** PROC-25: sizes of imaging studies from the committed table. */
class ImageSizesTest {
  private static final Path TABLE = Repository.file("datasets/image-sizes/image-sizes.csv");

  @Test
  void aStudyHasTheBytesOfItsImages() throws Exception {
    ImageSizes sizes = ImageSizes.read(TABLE);
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      long plain = 1760L * 2140 * 2;
      assertThat(sizes.draw("Chest X-ray", random)).isBetween(plain, 2 * plain);
      assertThat(sizes.draw("CT of abdomen", random) % (512 * 512 * 2)).isZero();
      assertThat(sizes.draw("Mammography", random)).isBetween(72_000_000L, 144_000_000L);
    }
  }

  @Test
  void theWordsTellTheModality() {
    assertThat(ImageSizes.modality("Dental X-ray bitewing (procedure)")).isEqualTo("DX");
    assertThat(ImageSizes.modality("Echocardiography (procedure)")).isEqualTo("US");
    assertThat(ImageSizes.modality("Computed tomography of chest")).isEqualTo("CT");
    assertThat(ImageSizes.modality("MRI of brain")).isEqualTo("MR");
    assertThat(ImageSizes.modality("Coronary angiography")).isEqualTo("XA");
    assertThat(ImageSizes.modality("Screening mammography")).isEqualTo("MG");
  }
}

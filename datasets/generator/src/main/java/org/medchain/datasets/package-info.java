/**
 * Makes the synthetic medical records of {@code datasets/}. Begin with {@link
 * org.medchain.datasets.DatasetGenerator}.
 */
package org.medchain.datasets;

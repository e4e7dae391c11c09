/**
 * Makes the synthetic medical records of {@code datasets/}: runs Synthea, keeps a small part of
 * what it gives, and indexes that part as one record a line.
 *
 * <p>In reading order: {@link org.medchain.datasets.DatasetGenerator} (the steps), {@code
 * SampleSettings} (what is asked for), {@code SyntheaRun} (the process), {@code ResourceType} and
 * {@code FhirResource} (what is read), {@code Visit} and {@code VisitReader} (who treated whom),
 * {@code Sampling} (what is kept), {@code DatasetRecord} and {@code SampleWriter} (what is
 * written).
 */
package org.medchain.datasets;

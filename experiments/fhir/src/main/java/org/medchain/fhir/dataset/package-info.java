/**
 * FHIR R4 bundles as a dataset (CMP-56): {@link org.medchain.fhir.dataset.BundleFile} has a file's
 * entries and the targets of their references, {@link org.medchain.fhir.dataset.RecordFields} the
 * fields that HAPI reads, {@link org.medchain.fhir.dataset.PersonNames} separates people of
 * different servers.
 */
package org.medchain.fhir.dataset;

/**
 * FHIR R4 bundles as a dataset (CMP-56): {@link org.medchain.fhir.dataset.BundleFile} has the
 * entries of a file and what their references name, {@link org.medchain.fhir.dataset.RecordFields}
 * what HAPI reads in them, and {@link org.medchain.fhir.dataset.PersonNames} keeps people of
 * different servers apart.
 */
package org.medchain.fhir.dataset;

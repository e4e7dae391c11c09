/** FHIR R4 bundles as a dataset (CMP-56). */
package org.medchain.fhir.dataset;

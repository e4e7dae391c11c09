/**
 * Consents and reads as HL7 FHIR R4 resources, for other systems (PROC-17; decision 0252): the only
 * package that uses HAPI.
 */
package org.medchain.fhir;

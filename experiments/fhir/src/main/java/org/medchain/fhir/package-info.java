/** Consents and reads as HL7 FHIR R4 resources (PROC-17): the only package that uses HAPI. */
package org.medchain.fhir;

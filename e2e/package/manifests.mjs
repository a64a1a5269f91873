/**
 * The files by which a learning platform knows a package. `course` is one act: its number, numeral, title and what it is
 * about; `files` are the package's other files, by their paths.
 */

/** `imsmanifest.xml` of SCORM 1.2 (CAM 2.3): one organisation of one item, which is one SCO. */
export function scorm12Manifest(course, files) {
  return `${HEAD}<manifest identifier="${idOf(course)}" version="1.2"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
    http://www.imsglobal.org/xsd/imsmd_rootv1p2p1 imsmd_rootv1p2p1.xsd
    http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${text(titleOf(course))}</title>
      <item identifier="act" identifierref="page" isvisible="true">
        <title>${text(titleOf(course))}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
${listOf(files)}
    </resource>
  </resources>
</manifest>
`;
}

/**
 * `imsmanifest.xml` of SCORM 2004, 4th edition (CAM 3.4). What is complete and what is passed is said by the course itself,
 * and by no rule of the manifest: a platform that counts for itself would pass somebody half way through.
 */
export function scorm2004Manifest(course, files) {
  return `${HEAD}<manifest identifier="${idOf(course)}" version="1.0"
  xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
  xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd
    http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd
    http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd
    http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd
    http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${text(titleOf(course))}</title>
      <item identifier="act" identifierref="page" isvisible="true">
        <title>${text(titleOf(course))}</title>
        <imsss:sequencing>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true" />
        </imsss:sequencing>
      </item>
      <imsss:sequencing>
        <imsss:controlMode choice="true" flow="true" />
      </imsss:sequencing>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormType="sco" href="index.html">
${listOf(files)}
    </resource>
  </resources>
</manifest>
`;
}

/** `cmi5.xml` (cmi5 13 and 14): one assignable unit. `pass` is its mastery score, from 0 to 1. */
export function cmi5Structure(course, pass) {
  return `${HEAD}<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${publisherId(course)}">
    <title><langstring lang="en">${text(titleOf(course))}</langstring></title>
    <description><langstring lang="en">${text(course.about)}</langstring></description>
  </course>
  <au id="${publisherId(course)}:scenes" moveOn="Completed" masteryScore="${pass}" launchMethod="AnyWindow"
    activityType="http://adlnet.gov/expapi/activities/lesson">
    <title><langstring lang="en">${text(titleOf(course))}</langstring></title>
    <description><langstring lang="en">${text(course.about)}</langstring></description>
    <url>index.html</url>
  </au>
</courseStructure>
`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

function idOf({ number }) {
  return `between-alice-and-bob.act-${number}`;
}

function publisherId({ number }) {
  return `urn:between-alice-and-bob:act-${number}`;
}

function titleOf({ numeral, title }) {
  return `Between Alice and Bob, Act ${numeral}: ${title}`;
}

function listOf(files) {
  return files.map((file) => `      <file href="${text(file)}" />`).join("\n");
}

function text(plain) {
  return plain.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

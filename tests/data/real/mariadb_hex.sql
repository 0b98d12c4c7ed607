/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: leak
-- ------------------------------------------------------
-- Server version	10.11.19-MariaDB-0+deb12u1

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

--
-- Temporary table structure for view `callers`
--

DROP TABLE IF EXISTS `callers`;
/*!50001 DROP VIEW IF EXISTS `callers`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `callers` AS SELECT
 NULL AS `caller` */;
SET character_set_client = @saved_cs_client;

--
-- Table structure for table `calls`
--

DROP TABLE IF EXISTS `calls`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `calls` (
  `caller` varchar(20) DEFAULT NULL,
  `called` varchar(20) DEFAULT NULL,
  `seconds` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `calls`
--

LOCK TABLES `calls` WRITE;
/*!40000 ALTER TABLE `calls` DISABLE KEYS */;
INSERT INTO `calls` (`caller`, `called`, `seconds`) VALUES ('03000000001','03450000002',61),
('03000000001','0512345678',NULL),
('03330000003','03120000004',5);
/*!40000 ALTER TABLE `calls` ENABLE KEYS */;
UNLOCK TABLES;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb4 */ ;
/*!50003 SET character_set_results = utf8mb4 */ ;
/*!50003 SET collation_connection  = utf8mb4_general_ci */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER trap BEFORE INSERT ON calls FOR EACH ROW BEGIN
  IF NEW.caller = '''; INSERT INTO people VALUES (9,''x'');' THEN SET NEW.seconds = 0; END IF; END 
*/;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;

--
-- Table structure for table `people`
--

DROP TABLE IF EXISTS `people`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `people` (
  `id` int(11) NOT NULL,
  `cnic` varchar(20) DEFAULT NULL,
  `mobile` varchar(20) DEFAULT NULL,
  `name` varchar(80) DEFAULT NULL,
  `father` varchar(80) DEFAULT NULL,
  `address` text DEFAULT NULL,
  `dob` date DEFAULT NULL,
  `gender` char(1) DEFAULT NULL,
  `balance` decimal(10,2) DEFAULT NULL,
  `mark` blob DEFAULT NULL,
  `note` longtext DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `people`
--

LOCK TABLES `people` WRITE;
/*!40000 ALTER TABLE `people` DISABLE KEYS */;
INSERT INTO `people` (`id`, `cnic`, `mobile`, `name`, `father`, `address`, `dob`, `gender`, `balance`, `mark`, `note`) VALUES (1,'35202-1007919-2','03112104729','عائشہ بی بی','محمد اکرم','House 1, Street 1, Mohalla 1','1951-02-02','F',37.25,0x6D61726B2031,''),
(2,'35203-1015838-4','03222209458','Zainab O\'Hara','D\'Souza','House 2, Street 2, Mohalla 2','1952-03-03','F',74.35,0x6D61726B2032,'said \'no\' and \"yes\"'),
(3,'35204-1023757-7','03332314187','Bilal Ahmed','Nazir Ahmed','House 3, Street 3, Mohalla 3','1953-04-04','M',111.45,0x6D61726B2033,'it\'\'s doubled, and \"\"so\"\" is this'),
(4,'35205-1031676-9','03442418916','MUHAMMAD ASLAM','GHULAM RASOOL','House 4, Street 4, Mohalla 0','1954-05-05','M',148.55,0x6D61726B2034,'first line\nsecond line'),
(5,'35201-1039595-0','03052523645','عائشہ بی بی','محمد اکرم','House 5, Street 5, Mohalla 1','1955-06-06','F',185.65,0x6D61726B2035,'carriage return\r\nthen line feed'),
(6,'35202-1047514-2','03162628374','Zainab O\'Hara','D\'Souza','House 6, Street 6, Mohalla 2','1956-07-07','F',222.75,0x6D61726B2036,'tab	between, comma; semicolon | pipe'),
(7,'35203-1055433-5','03272733103','Bilal Ahmed','Nazir Ahmed','House 7, Street 7, Mohalla 3','1957-08-08','M',259.85,0x6D61726B2037,'back\\slash, \\n not a line end, \\\' not a quote, C:\\new\\table\\'),
(8,'35204-1063352-7','03382837832','MUHAMMAD ASLAM','GHULAM RASOOL','House 8, Street 8, Mohalla 0','1958-09-09','M',296.95,0x6D61726B2038,'\\N'),
(9,'35205-1071271-8','03492942561','عائشہ بی بی','محمد اکرم','House 9, Street 0, Mohalla 1','1959-10-10','F',333.15,0x6D61726B2039,'\\.'),
(10,'35201-1079190-0','03003047290','Zainab O\'Hara','D\'Souza','House 10, Street 1, Mohalla 2','1960-11-11','F',370.25,0x6D61726B203130,'NULL'),
(11,'35202-1087109-3','03113152019','Bilal Ahmed',NULL,'House 11, Street 2, Mohalla 3','1961-12-12','M',407.35,0x6D61726B203131,'); DROP TABLE people; -- \''),
(12,'35203-1095028-5','03223256748','MUHAMMAD ASLAM','GHULAM RASOOL','House 12, Street 3, Mohalla 0','1962-01-13','M',444.45,0x6D61726B203132,'-- not a comment'),
(13,'35204-1102947-6','03333361477','عائشہ بی بی','محمد اکرم','House 13, Street 4, Mohalla 1',NULL,'F',481.55,0x6D61726B203133,'/* nor this */ # nor that'),
(14,'35205-1110866-8','03443466206','Zainab O\'Hara','D\'Souza','House 14, Street 5, Mohalla 2','1964-03-15','F',518.65,0x6D61726B203134,'INSERT INTO `people` VALUES (1,\'x\');'),
(15,'35201-1118785-1','03053570935','Bilal Ahmed','Nazir Ahmed','House 15, Street 6, Mohalla 3','1965-04-16','M',555.75,0x6D61726B203135,'COPY people FROM stdin;'),
(16,'35202-1126704-3','03163675664','MUHAMMAD ASLAM','GHULAM RASOOL','House 16, Street 7, Mohalla 0','1966-05-17','M',592.85,0x6D61726B203136,'پتہ: مکان نمبر ۱۲، لاہور'),
(17,'35203-1134623-4','03273780393','عائشہ بی بی','محمد اکرم','House 17, Street 8, Mohalla 1','1967-06-18','F',629.95,0x6D61726B203137,'‏right‎ to left ‮and back‬'),
(18,'35204-1142542-6','03383885122','Zainab O\'Hara','D\'Souza','House 18, Street 0, Mohalla 2','1968-07-19','F',666.15,0x6D61726B203138,'emoji 😀 beyond the first plane'),
(19,'35205-1150461-9','03493989851','Bilal Ahmed','Nazir Ahmed','House 19, Street 1, Mohalla 3','1969-08-20','M',703.25,0x6D61726B203139,'  spaces around  '),
(20,'35201-1158380-1','03004094580','MUHAMMAD ASLAM','GHULAM RASOOL','House 20, Street 2, Mohalla 0','1970-09-21','M',740.35,0x6D61726B203230,'0x41'),
(21,'35202-1166299-2','03114199309','عائشہ بی بی','محمد اکرم','House 21, Street 3, Mohalla 1','1971-10-22','F',777.45,0x6D61726B203231,'percent %s {braces} $1 <b>&amp;</b>'),
(22,'35203-1174218-4','03224304038','Zainab O\'Hara',NULL,'House 22, Street 4, Mohalla 2','1972-11-23','F',814.55,0x6D61726B203232,'long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
(23,'35204-1182137-7','03334408767','Bilal Ahmed','Nazir Ahmed','House 23, Street 5, Mohalla 3','1973-12-24','M',851.65,0x6D61726B203233,'café naïve – €5'),
(24,'35205-1190056-9','03444513496','MUHAMMAD ASLAM','GHULAM RASOOL','House 24, Street 6, Mohalla 0','1974-01-25','M',888.75,0x6D61726B203234,NULL),
(25,'35201-1197975-0','03054618225','عائشہ بی بی','محمد اکرم','House 25, Street 7, Mohalla 1','1975-02-26','F',925.85,0x6D61726B203235,''),
(26,'35202-1205894-2','03164722954','Zainab O\'Hara','D\'Souza','House 26, Street 8, Mohalla 2',NULL,'F',962.95,0x6D61726B203236,'said \'no\' and \"yes\"'),
(27,'35203-1213813-5','03274827683','Bilal Ahmed','Nazir Ahmed','House 27, Street 0, Mohalla 3','1977-04-28','M',999.15,0x6D61726B203237,'it\'\'s doubled, and \"\"so\"\" is this'),
(28,'35204-1221732-7','03384932412','MUHAMMAD ASLAM','GHULAM RASOOL','House 28, Street 1, Mohalla 0','1978-05-01','M',36.25,0x6D61726B203238,'first line\nsecond line'),
(29,'35205-1229651-8','03495037141','عائشہ بی بی','محمد اکرم','House 29, Street 2, Mohalla 1','1979-06-02','F',73.35,0x6D61726B203239,'carriage return\r\nthen line feed'),
(30,'35201-1237570-0','03005141870','Zainab O\'Hara','D\'Souza','House 30, Street 3, Mohalla 2','1980-07-03','F',110.45,0x6D61726B203330,'tab	between, comma; semicolon | pipe'),
(31,'35202-1245489-3','03115246599','Bilal Ahmed','Nazir Ahmed','House 31, Street 4, Mohalla 3','1981-08-04','M',147.55,0x6D61726B203331,'back\\slash, \\n not a line end, \\\' not a quote, C:\\new\\table\\'),
(32,'35203-1253408-5','03225351328','MUHAMMAD ASLAM','GHULAM RASOOL','House 32, Street 5, Mohalla 0','1982-09-05','M',184.65,0x6D61726B203332,'\\N'),
(33,'35204-1261327-6','03335456057','عائشہ بی بی',NULL,'House 33, Street 6, Mohalla 1','1983-10-06','F',221.75,0x6D61726B203333,'\\.'),
(34,'35205-1269246-8','03445560786','Zainab O\'Hara','D\'Souza','House 34, Street 7, Mohalla 2','1984-11-07','F',258.85,0x6D61726B203334,'NULL'),
(35,'35201-1277165-1','03055665515','Bilal Ahmed','Nazir Ahmed','House 35, Street 8, Mohalla 3','1985-12-08','M',295.95,0x6D61726B203335,'); DROP TABLE people; -- \''),
(36,'35202-1285084-3','03165770244','MUHAMMAD ASLAM','GHULAM RASOOL','House 36, Street 0, Mohalla 0','1986-01-09','M',332.15,0x6D61726B203336,'-- not a comment'),
(37,'35203-1293003-4','03275874973','عائشہ بی بی','محمد اکرم','House 37, Street 1, Mohalla 1','1987-02-10','F',369.25,0x6D61726B203337,'/* nor this */ # nor that'),
(38,'35204-1300922-6','03385979702','Zainab O\'Hara','D\'Souza','House 38, Street 2, Mohalla 2','1988-03-11','F',406.35,0x6D61726B203338,'INSERT INTO `people` VALUES (1,\'x\');'),
(39,'35205-1308841-9','03496084431','Bilal Ahmed','Nazir Ahmed','House 39, Street 3, Mohalla 3',NULL,'M',443.45,0x6D61726B203339,'COPY people FROM stdin;'),
(40,'35201-1316760-1','03006189160','MUHAMMAD ASLAM','GHULAM RASOOL','House 40, Street 4, Mohalla 0','1990-05-13','M',480.55,0x6D61726B203430,'پتہ: مکان نمبر ۱۲، لاہور'),
(41,'35202-1324679-2','03116293889','عائشہ بی بی','محمد اکرم','House 41, Street 5, Mohalla 1','1991-06-14','F',517.65,0x6D61726B203431,'‏right‎ to left ‮and back‬'),
(42,'35203-1332598-4','03226398618','Zainab O\'Hara','D\'Souza','House 42, Street 6, Mohalla 2','1992-07-15','F',554.75,0x6D61726B203432,'emoji 😀 beyond the first plane'),
(43,'35204-1340517-7','03336503347','Bilal Ahmed','Nazir Ahmed','House 43, Street 7, Mohalla 3','1993-08-16','M',591.85,0x6D61726B203433,'  spaces around  '),
(44,'35205-1348436-9','03446608076','MUHAMMAD ASLAM',NULL,'House 44, Street 8, Mohalla 0','1994-09-17','M',628.95,0x6D61726B203434,'0x41'),
(45,'35201-1356355-0','03056712805','عائشہ بی بی','محمد اکرم','House 45, Street 0, Mohalla 1','1995-10-18','F',665.15,0x6D61726B203435,'percent %s {braces} $1 <b>&amp;</b>'),
(46,'35202-1364274-2','03166817534','Zainab O\'Hara','D\'Souza','House 46, Street 1, Mohalla 2','1996-11-19','F',702.25,0x6D61726B203436,'long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
(47,'35203-1372193-5','03276922263','Bilal Ahmed','Nazir Ahmed','House 47, Street 2, Mohalla 3','1997-12-20','M',739.35,0x6D61726B203437,'café naïve – €5'),
(48,'35204-1380112-7','03387026992','MUHAMMAD ASLAM','GHULAM RASOOL','House 48, Street 3, Mohalla 0','1998-01-21','M',776.45,0x6D61726B203438,NULL),
(49,'35205-1388031-8','03497131721','عائشہ بی بی','محمد اکرم','House 49, Street 4, Mohalla 1','1999-02-22','F',813.55,0x6D61726B203439,''),
(50,'35201-1395950-0','03007236450','Zainab O\'Hara','D\'Souza','House 50, Street 5, Mohalla 2','1950-03-23','F',850.65,0x6D61726B203530,'said \'no\' and \"yes\"'),
(51,'35202-1403869-3','03117341179','Bilal Ahmed','Nazir Ahmed','House 51, Street 6, Mohalla 3','1951-04-24','M',887.75,0x6D61726B203531,'it\'\'s doubled, and \"\"so\"\" is this'),
(52,'35203-1411788-5','03227445908','MUHAMMAD ASLAM','GHULAM RASOOL','House 52, Street 7, Mohalla 0',NULL,'M',924.85,0x6D61726B203532,'first line\nsecond line'),
(53,'35204-1419707-6','03337550637','عائشہ بی بی','محمد اکرم','House 53, Street 8, Mohalla 1','1953-06-26','F',961.95,0x6D61726B203533,'carriage return\r\nthen line feed'),
(54,'35205-1427626-8','03447655366','Zainab O\'Hara','D\'Souza','House 54, Street 0, Mohalla 2','1954-07-27','F',998.15,0x6D61726B203534,'tab	between, comma; semicolon | pipe'),
(55,'35201-1435545-1','03057760095','Bilal Ahmed',NULL,'House 55, Street 1, Mohalla 3','1955-08-28','M',35.25,0x6D61726B203535,'back\\slash, \\n not a line end, \\\' not a quote, C:\\new\\table\\'),
(56,'35202-1443464-3','03167864824','MUHAMMAD ASLAM','GHULAM RASOOL','House 56, Street 2, Mohalla 0','1956-09-01','M',72.35,0x6D61726B203536,'\\N'),
(57,'35203-1451383-4','03277969553','عائشہ بی بی','محمد اکرم','House 57, Street 3, Mohalla 1','1957-10-02','F',109.45,0x6D61726B203537,'\\.'),
(58,'35204-1459302-6','03388074282','Zainab O\'Hara','D\'Souza','House 58, Street 4, Mohalla 2','1958-11-03','F',146.55,0x6D61726B203538,'NULL'),
(59,'35205-1467221-9','03498179011','Bilal Ahmed','Nazir Ahmed','House 59, Street 5, Mohalla 3','1959-12-04','M',183.65,0x6D61726B203539,'); DROP TABLE people; -- \''),
(60,'35201-1475140-1','03008283740','MUHAMMAD ASLAM','GHULAM RASOOL','House 60, Street 6, Mohalla 0','1960-01-05','M',220.75,0x6D61726B203630,'-- not a comment'),
(61,'35202-1483059-2','03118388469','عائشہ بی بی','محمد اکرم','House 61, Street 7, Mohalla 1','1961-02-06','F',257.85,0x6D61726B203631,'/* nor this */ # nor that'),
(62,'35203-1490978-4','03228493198','Zainab O\'Hara','D\'Souza','House 62, Street 8, Mohalla 2','1962-03-07','F',294.95,0x6D61726B203632,'INSERT INTO `people` VALUES (1,\'x\');'),
(63,'35204-1498897-7','03338597927','Bilal Ahmed','Nazir Ahmed','House 63, Street 0, Mohalla 3','1963-04-08','M',331.15,0x6D61726B203633,'COPY people FROM stdin;'),
(64,'35205-1506816-9','03448702656','MUHAMMAD ASLAM','GHULAM RASOOL','House 64, Street 1, Mohalla 0','1964-05-09','M',368.25,0x6D61726B203634,'پتہ: مکان نمبر ۱۲، لاہور'),
(65,'35201-1514735-0','03058807385','عائشہ بی بی','محمد اکرم','House 65, Street 2, Mohalla 1',NULL,'F',405.35,0x6D61726B203635,'‏right‎ to left ‮and back‬'),
(66,'35202-1522654-2','03168912114','Zainab O\'Hara',NULL,'House 66, Street 3, Mohalla 2','1966-07-11','F',442.45,0x6D61726B203636,'emoji 😀 beyond the first plane'),
(67,'35203-1530573-5','03272016843','Bilal Ahmed','Nazir Ahmed','House 67, Street 4, Mohalla 3','1967-08-12','M',479.55,0x6D61726B203637,'  spaces around  '),
(68,'35204-1538492-7','03382121572','MUHAMMAD ASLAM','GHULAM RASOOL','House 68, Street 5, Mohalla 0','1968-09-13','M',516.65,0x6D61726B203638,'0x41'),
(69,'35205-1546411-8','03492226301','عائشہ بی بی','محمد اکرم','House 69, Street 6, Mohalla 1','1969-10-14','F',553.75,0x6D61726B203639,'percent %s {braces} $1 <b>&amp;</b>'),
(70,'35201-1554330-0','03002331030','Zainab O\'Hara','D\'Souza','House 70, Street 7, Mohalla 2','1970-11-15','F',590.85,0x6D61726B203730,'long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
(71,'35202-1562249-3','03112435759','Bilal Ahmed','Nazir Ahmed','House 71, Street 8, Mohalla 3','1971-12-16','M',627.95,0x6D61726B203731,'café naïve – €5'),
(72,'35203-1570168-5','03222540488','MUHAMMAD ASLAM','GHULAM RASOOL','House 72, Street 0, Mohalla 0','1972-01-17','M',664.15,0x6D61726B203732,NULL);
/*!40000 ALTER TABLE `people` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Dumping routines for database 'leak'
--

--
-- Final view structure for view `callers`
--

/*!50001 DROP VIEW IF EXISTS `callers`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb4 */;
/*!50001 SET character_set_results     = utf8mb4 */;
/*!50001 SET collation_connection      = utf8mb4_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `callers` AS select `calls`.`caller` AS `caller` from `calls` */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2026-11-23 14:30:59

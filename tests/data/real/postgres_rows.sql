--
-- PostgreSQL database dump
--

\restrict gjsrAagE9l9ZqZkMifxm13NEG9ROLDTaQuwdSk7ODJSXIDSPirwu6iSkkkjFoXc

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: trap(); Type: FUNCTION; Schema: public; Owner: triage
--

CREATE FUNCTION public.trap() RETURNS text
    LANGUAGE sql
    AS $$ SELECT 'COPY people FROM stdin; ''INSERT INTO people' $$;


ALTER FUNCTION public.trap() OWNER TO triage;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: Calls; Type: TABLE; Schema: public; Owner: triage
--

CREATE TABLE public."Calls" (
    caller text,
    called text,
    seconds integer
);


ALTER TABLE public."Calls" OWNER TO triage;

--
-- Name: people; Type: TABLE; Schema: public; Owner: triage
--

CREATE TABLE public.people (
    id integer NOT NULL,
    cnic text,
    mobile character varying(20),
    name text,
    father text,
    address text,
    dob date,
    gender character(1),
    balance numeric(10,2),
    mark text,
    note text
);


ALTER TABLE public.people OWNER TO triage;

--
-- Data for Name: Calls; Type: TABLE DATA; Schema: public; Owner: triage
--

INSERT INTO public."Calls" (caller, called, seconds) VALUES
	('03000000001', '03450000002', 61),
	('03000000001', '0512345678', NULL),
	('03330000003', '03120000004', 5);


--
-- Data for Name: people; Type: TABLE DATA; Schema: public; Owner: triage
--

INSERT INTO public.people (id, cnic, mobile, name, father, address, dob, gender, balance, mark, note) VALUES
	(1, '35202-1007919-2', '03112104729', 'عائشہ بی بی', 'محمد اکرم', 'House 1, Street 1, Mohalla 1', '1951-02-02', 'F', 37.25, 'mark 1', ''),
	(2, '35203-1015838-4', '03222209458', 'Zainab O''Hara', 'D''Souza', 'House 2, Street 2, Mohalla 2', '1952-03-03', 'F', 74.35, 'mark 2', 'said ''no'' and "yes"'),
	(3, '35204-1023757-7', '03332314187', 'Bilal Ahmed', 'Nazir Ahmed', 'House 3, Street 3, Mohalla 3', '1953-04-04', 'M', 111.45, 'mark 3', 'it''''s doubled, and ""so"" is this'),
	(4, '35205-1031676-9', '03442418916', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 4, Street 4, Mohalla 0', '1954-05-05', 'M', 148.55, 'mark 4', 'first line
second line'),
	(5, '35201-1039595-0', '03052523645', 'عائشہ بی بی', 'محمد اکرم', 'House 5, Street 5, Mohalla 1', '1955-06-06', 'F', 185.65, 'mark 5', 'carriage return
then line feed'),
	(6, '35202-1047514-2', '03162628374', 'Zainab O''Hara', 'D''Souza', 'House 6, Street 6, Mohalla 2', '1956-07-07', 'F', 222.75, 'mark 6', 'tab	between, comma; semicolon | pipe'),
	(7, '35203-1055433-5', '03272733103', 'Bilal Ahmed', 'Nazir Ahmed', 'House 7, Street 7, Mohalla 3', '1957-08-08', 'M', 259.85, 'mark 7', 'back\slash, \n not a line end, \'' not a quote, C:\new\table\'),
	(8, '35204-1063352-7', '03382837832', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 8, Street 8, Mohalla 0', '1958-09-09', 'M', 296.95, 'mark 8', '\N'),
	(9, '35205-1071271-8', '03492942561', 'عائشہ بی بی', 'محمد اکرم', 'House 9, Street 0, Mohalla 1', '1959-10-10', 'F', 333.15, 'mark 9', '\.'),
	(10, '35201-1079190-0', '03003047290', 'Zainab O''Hara', 'D''Souza', 'House 10, Street 1, Mohalla 2', '1960-11-11', 'F', 370.25, 'mark 10', 'NULL'),
	(11, '35202-1087109-3', '03113152019', 'Bilal Ahmed', NULL, 'House 11, Street 2, Mohalla 3', '1961-12-12', 'M', 407.35, 'mark 11', '); DROP TABLE people; -- '''),
	(12, '35203-1095028-5', '03223256748', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 12, Street 3, Mohalla 0', '1962-01-13', 'M', 444.45, 'mark 12', '-- not a comment'),
	(13, '35204-1102947-6', '03333361477', 'عائشہ بی بی', 'محمد اکرم', 'House 13, Street 4, Mohalla 1', NULL, 'F', 481.55, 'mark 13', '/* nor this */ # nor that'),
	(14, '35205-1110866-8', '03443466206', 'Zainab O''Hara', 'D''Souza', 'House 14, Street 5, Mohalla 2', '1964-03-15', 'F', 518.65, 'mark 14', 'INSERT INTO `people` VALUES (1,''x'');'),
	(15, '35201-1118785-1', '03053570935', 'Bilal Ahmed', 'Nazir Ahmed', 'House 15, Street 6, Mohalla 3', '1965-04-16', 'M', 555.75, 'mark 15', 'COPY people FROM stdin;'),
	(16, '35202-1126704-3', '03163675664', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 16, Street 7, Mohalla 0', '1966-05-17', 'M', 592.85, 'mark 16', 'پتہ: مکان نمبر ۱۲، لاہور'),
	(17, '35203-1134623-4', '03273780393', 'عائشہ بی بی', 'محمد اکرم', 'House 17, Street 8, Mohalla 1', '1967-06-18', 'F', 629.95, 'mark 17', '‏right‎ to left ‮and back‬'),
	(18, '35204-1142542-6', '03383885122', 'Zainab O''Hara', 'D''Souza', 'House 18, Street 0, Mohalla 2', '1968-07-19', 'F', 666.15, 'mark 18', 'emoji 😀 beyond the first plane'),
	(19, '35205-1150461-9', '03493989851', 'Bilal Ahmed', 'Nazir Ahmed', 'House 19, Street 1, Mohalla 3', '1969-08-20', 'M', 703.25, 'mark 19', '  spaces around  '),
	(20, '35201-1158380-1', '03004094580', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 20, Street 2, Mohalla 0', '1970-09-21', 'M', 740.35, 'mark 20', '0x41');
INSERT INTO public.people (id, cnic, mobile, name, father, address, dob, gender, balance, mark, note) VALUES
	(21, '35202-1166299-2', '03114199309', 'عائشہ بی بی', 'محمد اکرم', 'House 21, Street 3, Mohalla 1', '1971-10-22', 'F', 777.45, 'mark 21', 'percent %s {braces} $1 <b>&amp;</b>'),
	(22, '35203-1174218-4', '03224304038', 'Zainab O''Hara', NULL, 'House 22, Street 4, Mohalla 2', '1972-11-23', 'F', 814.55, 'mark 22', 'long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
	(23, '35204-1182137-7', '03334408767', 'Bilal Ahmed', 'Nazir Ahmed', 'House 23, Street 5, Mohalla 3', '1973-12-24', 'M', 851.65, 'mark 23', 'café naïve – €5'),
	(24, '35205-1190056-9', '03444513496', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 24, Street 6, Mohalla 0', '1974-01-25', 'M', 888.75, 'mark 24', NULL),
	(25, '35201-1197975-0', '03054618225', 'عائشہ بی بی', 'محمد اکرم', 'House 25, Street 7, Mohalla 1', '1975-02-26', 'F', 925.85, 'mark 25', ''),
	(26, '35202-1205894-2', '03164722954', 'Zainab O''Hara', 'D''Souza', 'House 26, Street 8, Mohalla 2', NULL, 'F', 962.95, 'mark 26', 'said ''no'' and "yes"'),
	(27, '35203-1213813-5', '03274827683', 'Bilal Ahmed', 'Nazir Ahmed', 'House 27, Street 0, Mohalla 3', '1977-04-28', 'M', 999.15, 'mark 27', 'it''''s doubled, and ""so"" is this'),
	(28, '35204-1221732-7', '03384932412', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 28, Street 1, Mohalla 0', '1978-05-01', 'M', 36.25, 'mark 28', 'first line
second line'),
	(29, '35205-1229651-8', '03495037141', 'عائشہ بی بی', 'محمد اکرم', 'House 29, Street 2, Mohalla 1', '1979-06-02', 'F', 73.35, 'mark 29', 'carriage return
then line feed'),
	(30, '35201-1237570-0', '03005141870', 'Zainab O''Hara', 'D''Souza', 'House 30, Street 3, Mohalla 2', '1980-07-03', 'F', 110.45, 'mark 30', 'tab	between, comma; semicolon | pipe'),
	(31, '35202-1245489-3', '03115246599', 'Bilal Ahmed', 'Nazir Ahmed', 'House 31, Street 4, Mohalla 3', '1981-08-04', 'M', 147.55, 'mark 31', 'back\slash, \n not a line end, \'' not a quote, C:\new\table\'),
	(32, '35203-1253408-5', '03225351328', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 32, Street 5, Mohalla 0', '1982-09-05', 'M', 184.65, 'mark 32', '\N'),
	(33, '35204-1261327-6', '03335456057', 'عائشہ بی بی', NULL, 'House 33, Street 6, Mohalla 1', '1983-10-06', 'F', 221.75, 'mark 33', '\.'),
	(34, '35205-1269246-8', '03445560786', 'Zainab O''Hara', 'D''Souza', 'House 34, Street 7, Mohalla 2', '1984-11-07', 'F', 258.85, 'mark 34', 'NULL'),
	(35, '35201-1277165-1', '03055665515', 'Bilal Ahmed', 'Nazir Ahmed', 'House 35, Street 8, Mohalla 3', '1985-12-08', 'M', 295.95, 'mark 35', '); DROP TABLE people; -- '''),
	(36, '35202-1285084-3', '03165770244', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 36, Street 0, Mohalla 0', '1986-01-09', 'M', 332.15, 'mark 36', '-- not a comment'),
	(37, '35203-1293003-4', '03275874973', 'عائشہ بی بی', 'محمد اکرم', 'House 37, Street 1, Mohalla 1', '1987-02-10', 'F', 369.25, 'mark 37', '/* nor this */ # nor that'),
	(38, '35204-1300922-6', '03385979702', 'Zainab O''Hara', 'D''Souza', 'House 38, Street 2, Mohalla 2', '1988-03-11', 'F', 406.35, 'mark 38', 'INSERT INTO `people` VALUES (1,''x'');'),
	(39, '35205-1308841-9', '03496084431', 'Bilal Ahmed', 'Nazir Ahmed', 'House 39, Street 3, Mohalla 3', NULL, 'M', 443.45, 'mark 39', 'COPY people FROM stdin;'),
	(40, '35201-1316760-1', '03006189160', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 40, Street 4, Mohalla 0', '1990-05-13', 'M', 480.55, 'mark 40', 'پتہ: مکان نمبر ۱۲، لاہور');
INSERT INTO public.people (id, cnic, mobile, name, father, address, dob, gender, balance, mark, note) VALUES
	(41, '35202-1324679-2', '03116293889', 'عائشہ بی بی', 'محمد اکرم', 'House 41, Street 5, Mohalla 1', '1991-06-14', 'F', 517.65, 'mark 41', '‏right‎ to left ‮and back‬'),
	(42, '35203-1332598-4', '03226398618', 'Zainab O''Hara', 'D''Souza', 'House 42, Street 6, Mohalla 2', '1992-07-15', 'F', 554.75, 'mark 42', 'emoji 😀 beyond the first plane'),
	(43, '35204-1340517-7', '03336503347', 'Bilal Ahmed', 'Nazir Ahmed', 'House 43, Street 7, Mohalla 3', '1993-08-16', 'M', 591.85, 'mark 43', '  spaces around  '),
	(44, '35205-1348436-9', '03446608076', 'MUHAMMAD ASLAM', NULL, 'House 44, Street 8, Mohalla 0', '1994-09-17', 'M', 628.95, 'mark 44', '0x41'),
	(45, '35201-1356355-0', '03056712805', 'عائشہ بی بی', 'محمد اکرم', 'House 45, Street 0, Mohalla 1', '1995-10-18', 'F', 665.15, 'mark 45', 'percent %s {braces} $1 <b>&amp;</b>'),
	(46, '35202-1364274-2', '03166817534', 'Zainab O''Hara', 'D''Souza', 'House 46, Street 1, Mohalla 2', '1996-11-19', 'F', 702.25, 'mark 46', 'long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
	(47, '35203-1372193-5', '03276922263', 'Bilal Ahmed', 'Nazir Ahmed', 'House 47, Street 2, Mohalla 3', '1997-12-20', 'M', 739.35, 'mark 47', 'café naïve – €5'),
	(48, '35204-1380112-7', '03387026992', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 48, Street 3, Mohalla 0', '1998-01-21', 'M', 776.45, 'mark 48', NULL),
	(49, '35205-1388031-8', '03497131721', 'عائشہ بی بی', 'محمد اکرم', 'House 49, Street 4, Mohalla 1', '1999-02-22', 'F', 813.55, 'mark 49', ''),
	(50, '35201-1395950-0', '03007236450', 'Zainab O''Hara', 'D''Souza', 'House 50, Street 5, Mohalla 2', '1950-03-23', 'F', 850.65, 'mark 50', 'said ''no'' and "yes"'),
	(51, '35202-1403869-3', '03117341179', 'Bilal Ahmed', 'Nazir Ahmed', 'House 51, Street 6, Mohalla 3', '1951-04-24', 'M', 887.75, 'mark 51', 'it''''s doubled, and ""so"" is this'),
	(52, '35203-1411788-5', '03227445908', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 52, Street 7, Mohalla 0', NULL, 'M', 924.85, 'mark 52', 'first line
second line'),
	(53, '35204-1419707-6', '03337550637', 'عائشہ بی بی', 'محمد اکرم', 'House 53, Street 8, Mohalla 1', '1953-06-26', 'F', 961.95, 'mark 53', 'carriage return
then line feed'),
	(54, '35205-1427626-8', '03447655366', 'Zainab O''Hara', 'D''Souza', 'House 54, Street 0, Mohalla 2', '1954-07-27', 'F', 998.15, 'mark 54', 'tab	between, comma; semicolon | pipe'),
	(55, '35201-1435545-1', '03057760095', 'Bilal Ahmed', NULL, 'House 55, Street 1, Mohalla 3', '1955-08-28', 'M', 35.25, 'mark 55', 'back\slash, \n not a line end, \'' not a quote, C:\new\table\'),
	(56, '35202-1443464-3', '03167864824', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 56, Street 2, Mohalla 0', '1956-09-01', 'M', 72.35, 'mark 56', '\N'),
	(57, '35203-1451383-4', '03277969553', 'عائشہ بی بی', 'محمد اکرم', 'House 57, Street 3, Mohalla 1', '1957-10-02', 'F', 109.45, 'mark 57', '\.'),
	(58, '35204-1459302-6', '03388074282', 'Zainab O''Hara', 'D''Souza', 'House 58, Street 4, Mohalla 2', '1958-11-03', 'F', 146.55, 'mark 58', 'NULL'),
	(59, '35205-1467221-9', '03498179011', 'Bilal Ahmed', 'Nazir Ahmed', 'House 59, Street 5, Mohalla 3', '1959-12-04', 'M', 183.65, 'mark 59', '); DROP TABLE people; -- '''),
	(60, '35201-1475140-1', '03008283740', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 60, Street 6, Mohalla 0', '1960-01-05', 'M', 220.75, 'mark 60', '-- not a comment');
INSERT INTO public.people (id, cnic, mobile, name, father, address, dob, gender, balance, mark, note) VALUES
	(61, '35202-1483059-2', '03118388469', 'عائشہ بی بی', 'محمد اکرم', 'House 61, Street 7, Mohalla 1', '1961-02-06', 'F', 257.85, 'mark 61', '/* nor this */ # nor that'),
	(62, '35203-1490978-4', '03228493198', 'Zainab O''Hara', 'D''Souza', 'House 62, Street 8, Mohalla 2', '1962-03-07', 'F', 294.95, 'mark 62', 'INSERT INTO `people` VALUES (1,''x'');'),
	(63, '35204-1498897-7', '03338597927', 'Bilal Ahmed', 'Nazir Ahmed', 'House 63, Street 0, Mohalla 3', '1963-04-08', 'M', 331.15, 'mark 63', 'COPY people FROM stdin;'),
	(64, '35205-1506816-9', '03448702656', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 64, Street 1, Mohalla 0', '1964-05-09', 'M', 368.25, 'mark 64', 'پتہ: مکان نمبر ۱۲، لاہور'),
	(65, '35201-1514735-0', '03058807385', 'عائشہ بی بی', 'محمد اکرم', 'House 65, Street 2, Mohalla 1', NULL, 'F', 405.35, 'mark 65', '‏right‎ to left ‮and back‬'),
	(66, '35202-1522654-2', '03168912114', 'Zainab O''Hara', NULL, 'House 66, Street 3, Mohalla 2', '1966-07-11', 'F', 442.45, 'mark 66', 'emoji 😀 beyond the first plane'),
	(67, '35203-1530573-5', '03272016843', 'Bilal Ahmed', 'Nazir Ahmed', 'House 67, Street 4, Mohalla 3', '1967-08-12', 'M', 479.55, 'mark 67', '  spaces around  '),
	(68, '35204-1538492-7', '03382121572', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 68, Street 5, Mohalla 0', '1968-09-13', 'M', 516.65, 'mark 68', '0x41'),
	(69, '35205-1546411-8', '03492226301', 'عائشہ بی بی', 'محمد اکرم', 'House 69, Street 6, Mohalla 1', '1969-10-14', 'F', 553.75, 'mark 69', 'percent %s {braces} $1 <b>&amp;</b>'),
	(70, '35201-1554330-0', '03002331030', 'Zainab O''Hara', 'D''Souza', 'House 70, Street 7, Mohalla 2', '1970-11-15', 'F', 590.85, 'mark 70', 'long word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word end'),
	(71, '35202-1562249-3', '03112435759', 'Bilal Ahmed', 'Nazir Ahmed', 'House 71, Street 8, Mohalla 3', '1971-12-16', 'M', 627.95, 'mark 71', 'café naïve – €5'),
	(72, '35203-1570168-5', '03222540488', 'MUHAMMAD ASLAM', 'GHULAM RASOOL', 'House 72, Street 0, Mohalla 0', '1972-01-17', 'M', 664.15, 'mark 72', NULL);


--
-- Name: people people_pkey; Type: CONSTRAINT; Schema: public; Owner: triage
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);


--
-- PostgreSQL database dump complete
--

\unrestrict gjsrAagE9l9ZqZkMifxm13NEG9ROLDTaQuwdSk7ODJSXIDSPirwu6iSkkkjFoXc


#include "rules/privacy.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <string>
#include <string_view>
#include <vector>

using namespace gongshi;

// All persons, phones and numbers are invented: days of birth in 1900, subscriber numbers of noughts.

namespace {

std::string kinds(std::string_view text, const PublicPhones& phones = {}) {
  static constexpr const char* names[] = {"mobile", "landline", "identity", "card", "address", "plate", "name"};
  std::string out;
  for (const PersonalDatum& found : personal_data(text, phones)) {
    CHECK_MESSAGE((found.masked.find('*') != std::string::npos), text);
    out += (out.empty() ? "" : " ") + std::string(names[static_cast<std::size_t>(found.what)]);
  }
  return out;
}

struct Row {
  std::string_view text, kinds;
};

constexpr Row personal[] = {
    // mobile numbers
    {"13900000001", "mobile"},
    {"电话139 0000 0001。", "mobile"},
    {"139-0000-0001", "mobile"},
    {"1390000 0001", "mobile"},
    {"1 3 9 0 0 0 0 0 0 0 1", "mobile"},
    {"+86 13900000001", "mobile"},
    {"+8613900000001", "mobile"},
    {"0086-139-0000-0001", "mobile"},
    {"86 139 0000 0001", "mobile"},
    {"（13900000001）", "mobile"},
    {"１３９０００００００１", "mobile"},
    {"１３９－００００－０００１", "mobile"},
    {"139　0000　0001", "mobile"},
    {"139.0000.0001", "mobile"},
    {"139–0000–0001", "mobile"},
    {"139·0000·0001", "mobile"},
    {"𝟏𝟑𝟗𝟎𝟎𝟎𝟎𝟎𝟎𝟎𝟏", "mobile"},
    {"①13900000001", "mobile"},
    {"Tel:19900000001/17300000002", "mobile mobile"},
    {"tel13900000001", "mobile"},
    {"该单位负责安全的同志手机13900000001，已告知", "mobile"},
    {"2024-06-03 13900000001", "mobile"},
    // landline numbers
    {"0356-2000001", "landline"},
    {"(0356)2000001", "landline"},
    {"（0356）200 0001", "landline"},
    {"0356 200 0001", "landline"},
    {"03562000001", "landline"},
    {"010-80000001", "landline"},
    {"0356—2000001", "landline"},
    {"０３５６－２０００００１", "landline"},
    {"+86-0356-2000001", "landline"},
    {"联系电话：2000001", "landline"},
    {"电话 8000 0001", "landline"},
    // ID numbers
    {"身份证号110101190001010014", "identity"},
    {"110101 19000101 0014", "identity"},
    {"110101-19000101-0014", "identity"},
    {"14010119000101001X", "identity"},
    {"14010119000101001x，男", "identity"},
    {"140101 19000101 001 X", "identity"},
    {"１１０１０１１９０００１０１００１４", "identity"},
    {"身份证140525610203009", "identity"},
    {"身份证号：140525610203009", "identity"},
    {"身份证件号140525610203009", "identity"},
    {"证件编号：110101190001010014", "identity"},
    // bank cards
    {"6222020000000000000", "card"},
    {"6222 0200 0000 0000 000", "card"},
    {"6217000000000014", "card"},
    {"卡号4111111111111111", "card"},
    {"4111-1111-1111-1111", "card"},
    {"银行卡号为：9558800000000000000", "card"},
    // home addresses
    {"家庭住址：虚构县城关镇东街村12号", "address"},
    {"住址为虚构县大阳镇一分街村", "address"},
    {"其家住阳光小区3号楼2单元501室", "address"},
    {"户籍所在地：虚构省虚构市某某村二组", "address"},
    {"现住虚构县和平路18号院", "address"},
    {"幸福苑5栋1单元302", "address"},
    {"在十二号楼二单元1203室检查", "address"},
    // number plates
    {"晋E12345", "plate"},
    {"晋E·A1234", "plate"},
    {"豫G-12A45号车", "plate"},
    {"豫AD12345", "plate"},
    {"豫A12345D", "plate"},
    {"车牌晋E1234挂", "plate"},
    {"晋Ｅ１２３４５", "plate"},
    // names
    {"检查人员：张三", "name"},
    {"检查人员:张三、李四", "name"},
    {"执法人员为张三、李四", "name"},
    {"执法检查人员：王小明，李四", "name"},
    {"联系人：欧阳小明", "name"},
    {"联系人 张三 李四", "name"},
    {"执法人员张三、李四，出示证件", "name"},
    {"检查人员张三（执法证号）", "name"},
    {"检查人员张三等", "name"},
    {"联系人：王 明", "name"},
    {"法定代表人：赵小刚", "name"},
    {"经办人签字：周某 李小红", ""},  // a known miss: the first is masked
    {"联系人：张三先生 13900000001", "mobile name"},
    {"检查人员：张三\n联系人：李四", "name name"},
    {"检查人员：张伟和李娜", "name"},
    {"检查人员：\n张伟、李娜", "name"},
    {"**检查人员：** 张伟、李娜", "name"},
    {"检查人员：**张伟**", "name"},
    {"执法人员张伟、李娜对该单位进行检查", "name"},
    {"当事人王强未按规定处置", "name"},
    {"法定代表人王强", "name"},
    {"该厂负责人王小强，称已整改", "name"},
    {"联系人:&nbsp;王强", "name"},
    {"电话：139&nbsp;0000&nbsp;0001", "mobile"},
    {"139&#160;0000&#160;0001", "mobile"},
};

// From the seed documents and from what bureaus write: none of it is personal.
constexpr std::string_view honest[] = {
    "泽环字〔2024〕11号",
    "陵环发〔2024〕4号",
    "平双随机办〔2020〕3号",
    "舞双随机〔2020〕3号",
    "国办发明电〔2023〕7号",
    "国市监信规〔2024〕5号",
    "晋环罚字〔2024〕第0356号",
    "虚环责改字〔2024〕20240603001号",
    "第13900000001号",
    "91140525MA0K00013A",
    "统一社会信用代码911405251803406340",
    "911405251582678056",
    "注册号140525200001231",
    "140525610203008",
    "企独琼总字第008245号",
    "91140525MA0K00013A001V",
    "排污许可证编号：91140525MA0K00013A001Q",
    "排污许可证911405251803406340001V",
    "许可证编号：13900000001",
    "登记编号15200000001",
    "固定污染源排污登记回执，登记编号：91140525MA0K00013A001X",
    "任务编号140525202405061006",
    "620525202405061006",
    "抽查计划编号34000020171000，任务编号340000201709041000",
    "浙公抽查〔2017〕1号",
    "索引号：000014349/2024-00021",
    "经度112.851274，纬度35.490684",
    "东经112°51′04.6″、北纬35°29′26.5″",
    "112.85127412345,35.49068412345",
    "E112.8512741 N35.4906841",
    "罚款人民币13900000001元",
    "罚款200000元（贰拾万元）",
    "投资总额1390000万元",
    "处理水量13900000001吨",
    "年产20000000件",
    "2024年3月26日",
    "2024-05-06 10:30:00",
    "2024-05-06至2024-06-14",
    "20240506",
    "2024.05.06-2024.06.14",
    "2024/5/6",
    "检查时间2024年5月6日9时30分",
    "25% 4次/年",
    "30%；1次/年",
    "A:3%;B:5%;C:20%;D:100%",
    "每季度不少于25%，全年不少于1次",
    "《中华人民共和国大气污染防治法》第二十九条",
    "《排污许可管理条例》（国务院令第736号）第三十三条第（一）项",
    "GB 16297-1996表2二级标准",
    "GB/T 37668-2019",
    "执行DB41/1951-2020标准",
    "HJ 75-2017、HJ 76-2017",
    "拨打12345热线",
    "请拨打12369环保举报热线",
    "举报电话：12315",
    "客服热线400-000-0001",
    "颗粒物浓度12.5mg/m³，限值20mg/m³",
    "pH值7.2，COD 35mg/L，氨氮1.39mg/L",
    "噪声昼间58dB（A）",
    "监测报告编号XJ20240603001",
    "报告编号：JC-2024-0603-001",
    "检验检测机构资质认定证书编号：160000000001",
    "SC10614052500001",
    "食品经营许可证JY11405250012345",
    "（虚）WH安许证字〔2019〕00123号",
    "晋ICP备13000001号-1",
    "晋公网安备 14052502000001号",
    "网站标识码1405250001",
    "豫环许可危废字22号",
    "豫环辐证〔G0001〕",
    "晋B2-20190012",
    "京A类企业",
    "豫AQBXS201800123",
    "许可证号晋E12345",
    "晋E2024年度",
    "检查人员应当出示执法证件",
    "检查人员不少于2人，出示证件",
    "执法人员2名",
    "由两名以上执法人员进行现场检查",
    "执法检查人员名录库",
    "随机选派执法检查人员、随机抽取检查对象",
    "检查人员库中随机匹配，严格保密",
    "检查人员因岗位调整、工作冲突、健康状况、回避等原因不能参加的",
    "检查人员：不少于两人",
    "听取当事人陈述和申辩",
    "已告知当事人陈述、申辩的权利",
    "听取了当事人陈述。",
    "执法人员张贴、送达文书",
    "执法人员周一、周三到场",
    "联系人：许可和监管股",
    "经当事人许可，",
    "检查人员于当日对该单位进行检查",
    "执法人员对企业负责人的陈述未采纳",
    "法定代表人变更未登记",
    "企业负责人、安全员未在场",
    "负责人：郑州分公司",
    "被检查人拒不签字",
    "AT&T、A&nbsp;B",
    "检查人员：持证上岗",
    "执法人员：严格规范公正文明执法",
    "检查人员于当日、次日两次到场",
    "执法人员和见证人在场",
    "经本部门主要负责人签字后更正",
    "本部门主要负责人",
    "企业主要负责人、安全管理人员应当在场",
    "负责人：安全科",
    "联系人：办公室",
    "联系人：安委办",
    "检查人员：张某、李某某",
    "联系人：李**",
    "法定代表人及联系方式不予公开",
    "通过登记的住所（经营场所）无法联系",
    "通过登记住所或经营场所无法联系",
    "登记的住所为虚构县经济开发区纬一路8号",
    "经营场所：虚构县城关镇东街12号",
    "生产地址：虚构县北义城镇工业园区3号",
    "家庭住址等个人信息不予公开",
    "不得公开住址、通讯方式、身份证号、银行账号",
    "住址：虚构县大阳镇",
    "第3单元教学楼",
    "机组2单元负荷60万千瓦",
    "手机、电话、身份证号码等信息已略去",
    "虚构县恒瑞机动车检测有限公司",
    "虚构县张三小吃店",
    "虚构县华盛金属铸造厂2号炉",
    "虚构县人民医院",
    "台账记录不完整，废机油约0.139吨",
    "2024年第二季度“双随机、一公开”抽查",
    "抽取企业139家，其中重点50家、一般80家、特殊9家",
    "罚款缴至指定账户，账户名称：虚构县财政局",
    "电子监控编号2024050612345",
    "危险废物转移联单2024140525000001",
    "车用汽油92号、95号",
    "更正：原“2024-05-06”，应为“2024-05-16”",
    "https://gongshi.example/results/R1.html",
    "0123456789abcdef0123456789abcdef",
};

}  // namespace

TEST_CASE("personal data are found, however they are written") {
  for (const Row& row : personal) CHECK_MESSAGE(kinds(row.text) == row.kinds, row.text);
}

TEST_CASE("honest texts pass") {
  static_assert(std::size(honest) >= 100);
  for (std::string_view text : honest) CHECK_MESSAGE(kinds(text).empty(), text);
}

TEST_CASE("a message repeats neither number nor name") {
  CHECK(personal_data("电话 139-0000-1234", {})[0].masked == "139******34");
  CHECK(personal_data("+8613900001234", {})[0].masked == "861********34");
  CHECK(personal_data("0356-2000001", {})[0].masked == "035******01");
  CHECK(personal_data("140101 19000101 001 X", {})[0].masked == "140*************1X");
  CHECK(personal_data("检查人员：王小明、李四", {})[0].masked == "检查人员：王**");
  CHECK(personal_data("家住虚构县和平路18号院", {})[0].masked == "家住虚构县***");
}

TEST_CASE("a message may repeat the beginning of what holds personal data, and all of the rest") {
  CHECK(repeatable("虚构县甲厂") == "虚构县甲厂");
  CHECK(repeatable("91140525MA0K00013A") == "91140525MA0K00013A");
  CHECK(repeatable("13900000001") == "139***");
  CHECK(repeatable("联系人：王小明") == "联系人***");
  CHECK(repeatable("联系人***") == "联系人***");
}

TEST_CASE("the line of a find counts from nought") {
  auto found = personal_data("一\n二\n139 0000 0001\n检查人员：张三", {});
  REQUIRE(found.size() == 2);
  CHECK(found[0].line == 2);
  CHECK(found[1].line == 3);
}

TEST_CASE("phones that are meant to be public pass, no others") {
  PublicPhones phones;
  add_public_phones("值班电话：0356-2000001、13900000009（24小时）", phones);
  REQUIRE(phones.size() == 2);
  CHECK(kinds("（0356）200 0001", phones).empty());
  CHECK(kinds("03562000001", phones).empty());
  CHECK(kinds("电话：2000001", phones).empty());
  CHECK(kinds("+86 139 0000 0009", phones).empty());
  CHECK(kinds("0356-2000002", phones) == "landline");
  CHECK(kinds("0371-2000001", phones) == "landline");
}

TEST_CASE("a text that reads like a name") {
  for (std::string_view text : {"张三", "王小明", "欧阳小明"}) CHECK_MESSAGE(reads_like_name(text), text);
  for (std::string_view text : {"张", "甲厂", "张家店", "高平市", "王府大酒店", "张三小吃店", "李某某", "A组", "林场", "雷达站", ""})
    CHECK_MESSAGE(!reads_like_name(text), text);
}

TEST_CASE("what is found does not grow with the square of the text") {
  std::string digits, groups, labels;
  for (int i = 0; i < 200000; ++i) {
    digits += "1";
    groups += "1 ";
    labels += "检查人员";
  }
  auto start = std::clock();
  CHECK(kinds(digits).empty());
  kinds(groups);
  kinds(labels);
  CHECK(std::clock() - start < 5 * CLOCKS_PER_SEC);
}
